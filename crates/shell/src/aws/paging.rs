//! Lists that come in pages: fetched until the end, or as far as `--max-items` says.

use super::catalogue;
use super::error::Step;
use super::query::Query;
use super::service::Client;
use crate::process::Process;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::Call;
use cloud::model::Page;
use serde_json::{Map, Value};

/// The most pages of one list.
const MOST_PAGES: usize = 1_000;

/// How much of a list is wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) max_items: Option<usize>,
    pub(crate) page_size: Option<i64>,
    pub(crate) starting_token: Option<String>,
}

/// Fetches a list and puts its pages together.
pub(crate) fn collect(
    p: &mut Process<'_>,
    client: &Client,
    call: &Call,
    page: &Page,
    wanted: &Wanted,
) -> Step<Map<String, Value>> {
    let inputs = texts(&page.input_token);
    // An expression that cannot be read gives no token.
    let outputs: Vec<Option<Query>> =
        texts(&page.output_token).iter().map(|text| Query::compile(text).ok()).collect();
    let keys = texts(&page.result_key);
    let mut call = call.clone();
    if let (Some(size), Some(key)) = (wanted.page_size, &page.limit_key) {
        call = call.with(key, size);
    }
    let mut skip = 0;
    if let Some(token) = &wanted.starting_token {
        let (start, amount) = read_token(token, &inputs);
        skip = amount;
        for (name, value) in start {
            call = call.with(&name, value);
        }
    }
    let mut result: Map<String, Value> = Map::new();
    let mut beside: Map<String, Value> = Map::new();
    let mut taken = 0;
    for _ in 0..MOST_PAGES {
        let used: Map<String, Value> = inputs
            .iter()
            .map(|name| (name.clone(), call.params.get(name).cloned().unwrap_or_default()))
            .collect();
        let reply = client.call(p, &call)?.output;
        if beside.is_empty() {
            beside = beside_of(&client.service, &call.operation, &reply);
        }
        for (i, key) in keys.iter().enumerate() {
            if let Some(count) = reply.get(key).and_then(Value::as_i64) {
                let before = result.get(key).and_then(Value::as_i64).unwrap_or_default();
                result.insert(key.clone(), before.saturating_add(count).into());
                continue;
            }
            let Some(rows) = reply.get(key).and_then(Value::as_array) else { continue };
            let already = if i == 0 { skip } else { 0 };
            let room = wanted.max_items.map_or(usize::MAX, |most| most.saturating_sub(taken));
            let rest = rows.len().saturating_sub(already);
            let fresh: Vec<Value> = rows.iter().skip(already).take(room).cloned().collect();
            let cut = i == 0 && rest > room;
            taken += if i == 0 { fresh.len() } else { 0 };
            let all = result.entry(key.clone()).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(all) = all {
                all.extend(fresh);
            }
            if cut {
                let mut token = used;
                token.insert("boto_truncate_amount".to_owned(), (already + room).into());
                result.extend(std::mem::take(&mut beside));
                result.insert("NextToken".to_owned(), write_token(&token).into());
                return Ok(result);
            }
        }
        skip = 0;
        let next = next(page, reply, &inputs, &outputs);
        if next.is_empty() {
            break;
        }
        if wanted.max_items == Some(taken) {
            result.extend(std::mem::take(&mut beside));
            result.insert("NextToken".to_owned(), write_token(&next).into());
            return Ok(result);
        }
        call.params.extend(next);
    }
    result.extend(beside);
    Ok(result)
}

/// Members that are shown beside the rows: the first page's.
fn beside_of(service: &str, operation: &str, reply: &Map<String, Value>) -> Map<String, Value> {
    let keys = catalogue::service(service).beside.get(operation).cloned().unwrap_or_default();
    keys.into_iter()
        .map(|key| {
            let value = reply.get(&key).cloned().unwrap_or_default();
            (key, value)
        })
        .collect()
}

/// The parameters of the next page; none when there is none.
fn next(
    page: &Page,
    reply: Map<String, Value>,
    inputs: &[String],
    outputs: &[Option<Query>],
) -> Map<String, Value> {
    let more = |name: &String| reply.get(name).and_then(Value::as_bool).unwrap_or_default();
    if page.more_results.as_ref().is_some_and(|name| !more(name)) {
        return Map::new();
    }
    let reply = Value::Object(reply);
    let found = |output: &Query| output.search(&reply).ok().filter(|t| !t.is_null());
    let tokens = inputs.iter().zip(outputs);
    tokens.filter_map(|(input, output)| Some((input.clone(), found(output.as_ref()?)?))).collect()
}

/// A name or expression, or those of a list.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// A token as Python writes its JSON, in base64.
fn write_token(token: &Map<String, Value>) -> String {
    let parts: Vec<String> = token.iter().map(|(k, v)| format!("{}: {v}", Value::from(k.as_str()))).collect();
    BASE64.encode(format!("{{{}}}", parts.join(", ")))
}

/// Where a token says that the list goes on. A text that is no such token is the service's own.
fn read_token(token: &str, inputs: &[String]) -> (Map<String, Value>, usize) {
    let decoded = BASE64.decode(token).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let Some(Value::Object(value)) = decoded else {
        let first = inputs.first().map(|name| (name.clone(), token.into()));
        return (first.into_iter().collect(), 0);
    };
    let amount = value.get("boto_truncate_amount").and_then(Value::as_u64).unwrap_or_default();
    let start = inputs.iter().filter_map(|name| Some((name.clone(), value.get(name)?.clone())));
    (start.filter(|(_, v)| !v.is_null()).collect(), usize::try_from(amount).unwrap_or_default())
}
