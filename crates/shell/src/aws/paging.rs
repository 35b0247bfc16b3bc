//! Lists that come in pages: fetched until the end, or as far as `--max-items` says.

use super::catalogue;
use super::error::Step;
use super::service::Client;
use crate::process::Process;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::Call;
use cloud::model::Page;
use serde_json::{Map, Value, json};

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
    let input = texts(&page.input_token).into_iter().next().unwrap_or_default();
    let output = texts(&page.output_token).into_iter().next().unwrap_or_default();
    let keys = texts(&page.result_key);
    let mut call = call.clone();
    if let (Some(size), Some(key)) = (wanted.page_size, &page.limit_key) {
        call = call.with(key, size);
    }
    let mut skip = 0;
    if let Some(token) = &wanted.starting_token {
        let (start, amount) = read_token(token, &input);
        skip = amount;
        if let Some(start) = start {
            call = call.with(&input, start);
        }
    }
    let mut result: Map<String, Value> = Map::new();
    let mut beside: Map<String, Value> = Map::new();
    let mut taken = 0;
    for _ in 0..MOST_PAGES {
        let used = call.params.get(&input).cloned().unwrap_or_default();
        let reply = client.call(p, &call)?.output;
        if beside.is_empty() {
            beside = beside_of(&client.service, &call.operation, &reply);
        }
        for (i, key) in keys.iter().enumerate() {
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
                let token = json!({ &input: used, "boto_truncate_amount": already + room });
                result.extend(std::mem::take(&mut beside));
                result.insert("NextToken".to_owned(), write_token(&token).into());
                return Ok(result);
            }
        }
        skip = 0;
        let next = reply.get(&output).cloned().filter(|token| !token.is_null());
        let Some(next) = next else { break };
        if wanted.max_items == Some(taken) {
            result.extend(std::mem::take(&mut beside));
            result.insert("NextToken".to_owned(), write_token(&json!({ &input: next })).into());
            return Ok(result);
        }
        call = call.with(&input, next);
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

/// A name, or the names of a list; `A || B` names the first of them.
fn texts(value: &Value) -> Vec<String> {
    let first = |text: &str| text.split(" || ").next().unwrap_or(text).to_owned();
    match value {
        Value::String(text) => vec![first(text)],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(first).collect(),
        _ => Vec::new(),
    }
}

/// A token as Python writes its JSON, in base64.
fn write_token(token: &Value) -> String {
    let members = token.as_object().into_iter().flatten();
    let parts: Vec<String> = members.map(|(k, v)| format!("{}: {v}", Value::from(k.as_str()))).collect();
    BASE64.encode(format!("{{{}}}", parts.join(", ")))
}

/// Where a token says that the list goes on. A text that is no such token is the service's own.
fn read_token(token: &str, input: &str) -> (Option<Value>, usize) {
    let decoded = BASE64.decode(token).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let Some(value) = decoded.filter(Value::is_object) else { return (Some(token.into()), 0) };
    let amount = value.get("boto_truncate_amount").and_then(Value::as_u64).unwrap_or_default();
    let start = value.get(input).cloned().filter(|v| !v.is_null());
    (start, usize::try_from(amount).unwrap_or_default())
}
