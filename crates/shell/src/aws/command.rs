//! `aws SERVICE OPERATION …`: options from the service model, nothing by hand.

use super::catalogue::{self, kebab, operation_of};
use super::error::{CliError, Step};
use super::output::Color;
use super::paging::{self, Wanted};
use super::parameters::{self, option_of};
use super::parser::{self, Found, Spec, Takes};
use super::service::Client;
use super::session::{Format, Session};
use super::{check, elsewhere, help, output, skeleton, stand_ins, virtual_mfa, wait};
use crate::process::Process;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::Call;
use cloud::model::{self, Kind, OperationModel, ServiceModel, Shape};
use serde_json::{Map, Value};

/// Runs an operation of a simulated service, which is named by its endpoint prefix.
pub(crate) fn run(
    p: &mut Process<'_>,
    session: &Session,
    prefix: &'static str,
    rest: &[String],
) -> Step<i32> {
    let Some((name, arguments)) = rest.split_first() else {
        return Err(CliError::missing(&["operation".to_owned()]).into());
    };
    match name.as_str() {
        "help" => {
            p.print(help::service(prefix));
            return Ok(0);
        }
        "wait" => return wait::run(p, session, prefix, arguments),
        "wizard" if prefix == "iam" => return wizard(arguments),
        _ => {}
    }
    let Some(operation) = Operation::find(prefix, name) else { return Err(unknown(prefix, name).into()) };
    if arguments.first().is_some_and(|a| a == "help") {
        p.print(help::operation(&operation));
        return Ok(0);
    }
    let found = parser::parse(&operation.specs(), operation.positional(), arguments)?;
    if let Some(kind) = found.values("--generate-cli-skeleton") {
        return operation.skeleton(p, session, kind.first().map_or("input", String::as_str), &found);
    }
    let mut params = operation.params(p, &found)?;
    if let Some(input) = operation.input() {
        check::check(operation.service, input, &params)?;
    }
    operation.bytes(&found, session.takes_raw_bytes(p.state), &mut params)?;
    operation.bodies(p, &mut params)?;
    // Who has a token in the place of credentials does not sign.
    let unsigned = session.unsigned();
    let session = if operation.model.unsigned { &unsigned } else { session };
    let client = Client::new(p, session, prefix)?;
    // A format that does not exist is found before anything is sent.
    session.format(p.state, &session.config(p.state)?)?;
    let call = Call { params, ..Call::new(prefix, operation.name) };
    let reply = match (&operation.model.page, session.paginate) {
        (Some(page), true) => paging::collect(p, &client, &call, page, &wanted(&found)?)?,
        _ => client.call(p, &call)?.output,
    };
    if let Some(status) = elsewhere::session(p, operation.name, &call.params, &reply) {
        return Ok(status);
    }
    let reply = operation.shown(p, reply, &found)?;
    print(p, session, operation.name, &Value::Object(reply))
}

/// Prints an answer as `--query` and `--output` say.
pub(crate) fn print(p: &mut Process<'_>, session: &Session, title: &str, value: &Value) -> Step<i32> {
    let config = session.config(p.state)?;
    let format = session.format(p.state, &config)?;
    let value = match &session.query {
        Some(query) => query.search(value)?,
        None => value.clone(),
    };
    let color = match (session.color.as_deref(), p.terminal) {
        (Some("off"), _) => Color::None,
        (_, true) => Color::Shown,
        (Some("on"), false) => Color::Written,
        (_, false) => Color::None,
    };
    let text = output::show(format, title, &value, color);
    p.object_out = None;
    p.print(text);
    Ok(0)
}

/// `aws iam wizard`, which asks questions at a terminal.
fn wizard(arguments: &[String]) -> Step<i32> {
    const CHOICES: [&str; 1] = ["new-role"];
    Err(match arguments.first() {
        None => {
            let text =
                "usage: aws [options] iam wizard <subcommand> [parameters]\naws: [ERROR]: too few arguments";
            CliError::Param(text.to_owned())
        }
        Some(name) if CHOICES.contains(&name.as_str()) => {
            CliError::not_simulated(&format!("aws iam wizard {name}"), "Use aws iam create-role.")
        }
        Some(name) => CliError::choice("subcommand", name, CHOICES.into_iter()),
    }
    .into())
}

fn unknown(prefix: &str, name: &str) -> CliError {
    let known = catalogue::service(prefix);
    if known.others.iter().any(|o| kebab(o) == name) {
        let what = format!("aws {} {name}", catalogue::command_of(prefix));
        return CliError::not_simulated(&what, "Nothing was changed.");
    }
    let simulated = model::service(prefix).into_iter().flat_map(|m| m.operations.keys());
    let names: Vec<String> =
        simulated.chain(&known.others).map(|o| kebab(o)).chain(["wait".to_owned()]).collect();
    CliError::choice("operation", name, names.iter().map(String::as_str))
}

fn wanted(found: &Found) -> Result<Wanted, CliError> {
    let number = |name: &str| match found.value(name) {
        None => Ok(None),
        Some(text) => {
            let bad = || CliError::argument(name, &format!("invalid int value: '{text}'"));
            text.parse::<i64>().map(Some).map_err(|_| bad())
        }
    };
    Ok(Wanted {
        max_items: number("--max-items")?.and_then(|n| usize::try_from(n).ok()),
        page_size: number("--page-size")?,
        starting_token: found.value("--starting-token").map(str::to_owned),
    })
}

/// An operation as the command line sees it.
pub(crate) struct Operation {
    pub(crate) prefix: &'static str,
    pub(crate) name: &'static str,
    pub(crate) service: &'static ServiceModel,
    pub(crate) model: &'static OperationModel,
}

impl Operation {
    /// By the CLI's name.
    pub(crate) fn find(prefix: &'static str, name: &str) -> Option<Self> {
        let name = operation_of(prefix, name)?;
        let (service, model) = model::operation(prefix, name)?;
        Some(Self { prefix, name, service, model })
    }

    pub(crate) fn input(&self) -> Option<&'static Shape> {
        self.service.input(self.model)
    }

    /// The parameters with their types, in the model's order.
    pub(crate) fn parameters(&self) -> Vec<(&'static str, &'static Shape)> {
        let members = self.input().map(|i| i.members().collect::<Vec<_>>()).unwrap_or_default();
        members.into_iter().filter_map(|(name, m)| Some((name, self.service.of(&m)?.1))).collect()
    }

    /// The limit and token parameters that paging options stand for.
    fn is_paging(&self, name: &str) -> bool {
        let Some(page) = &self.model.page else { return false };
        page.limit_key.as_deref() == Some(name)
    }

    pub(crate) fn is_required(&self, name: &str) -> bool {
        self.input().is_some_and(|i| i.required.iter().any(|r| r == name))
    }

    /// The options that the operation takes.
    pub(crate) fn specs(&self) -> Vec<Spec> {
        let mut specs = Vec::new();
        for (name, shape) in self.parameters().into_iter().filter(|(n, _)| !self.is_paging(n)) {
            let takes = match shape.kind {
                Kind::List => Takes::Many,
                Kind::Boolean => Takes::Nothing,
                _ => Takes::One,
            };
            let option = option_of(name);
            if shape.kind == Kind::Boolean {
                specs.push(Spec::new(option.replacen("--", "--no-", 1), Takes::Nothing));
            }
            specs.push(Spec::new(option, takes));
        }
        if self.model.page.is_some() {
            let paging = ["--starting-token", "--page-size", "--max-items"];
            specs.extend(paging.map(|name| Spec::new(name, Takes::One)));
        }
        specs.extend(stand_ins::of(self).0.iter().map(|option| Spec::new(*option, Takes::One)));
        specs.extend(virtual_mfa::options(self).iter().map(|option| Spec::new(*option, Takes::One)));
        specs.push(Spec::new("--cli-input-json", Takes::One));
        specs.push(Spec::new("--generate-cli-skeleton", Takes::Maybe));
        specs
    }

    /// `--generate-cli-skeleton`: the parameters, or an answer, with made-up values.
    fn skeleton(&self, p: &mut Process<'_>, session: &Session, kind: &str, found: &Found) -> Step<i32> {
        let nothing = || Value::Object(Map::new());
        match kind {
            "input" => {
                let empty = self.input().map_or_else(nothing, |i| skeleton::input(self.service, i));
                // Answers without members print nothing, but there is always a skeleton.
                let text = output::show(Format::Json, "", &empty, Color::None);
                p.print(if text.is_empty() { "{}\n" } else { &text });
                Ok(0)
            }
            "output" => {
                let params = self.params(p, found)?;
                if let Some(input) = self.input() {
                    check::check(self.service, input, &params)?;
                }
                let Some(shape) = self.service.output(self.model) else { return Ok(0) };
                let answer = skeleton::output(self.service, shape);
                check::check(self.service, shape, answer.as_object().unwrap_or(&Map::new()))?;
                print(p, session, self.name, &answer)
            }
            other => {
                let choices = ["input", "output"].into_iter();
                Err(CliError::choice("--generate-cli-skeleton", other, choices).into())
            }
        }
    }

    /// The streamed body of the answer, which goes into a file.
    fn body(&self) -> Option<&'static str> {
        let output = self.service.output(self.model)?;
        let payload = output.payload.as_deref()?;
        let member = output.get(payload)?;
        (self.service.of(&member)?.1.kind == Kind::Blob).then_some(payload)
    }

    /// How many words stand behind the options.
    pub(crate) fn positional(&self) -> usize {
        usize::from(self.body().is_some())
    }

    /// Whether a parameter is a streamed body: its value is a file's name.
    pub(crate) fn streams(&self, name: &str) -> bool {
        let payload =
            self.input().filter(|input| input.payload.as_deref() == Some(name) && self.prefix == "s3");
        let member = payload.and_then(|input| input.get(name));
        member.and_then(|m| self.service.of(&m)).is_some_and(|(_, shape)| shape.kind == Kind::Blob)
    }

    /// The parameters as the options give them.
    pub(crate) fn params(&self, p: &Process<'_>, found: &Found) -> Result<Map<String, Value>, CliError> {
        let mut params = match found.value("--cli-input-json") {
            Some(text) => input_json(p, text)?,
            None => Map::new(),
        };
        let parameters = self.parameters();
        let mut missing: Vec<String> = Vec::new();
        if !found.has("--cli-input-json") {
            let (_, optional) = stand_ins::of(self);
            let absent = parameters
                .iter()
                .filter(|(n, _)| self.is_required(n) && !optional.contains(n) && !found.has(&option_of(n)));
            missing.extend(absent.map(|(n, _)| option_of(n)));
            if found.words.len() < self.positional() {
                missing.push("outfile".to_owned());
            }
        }
        let own = virtual_mfa::options(self).iter().filter(|option| !found.has(option));
        missing.extend(own.map(|option| (*option).to_owned()));
        if !missing.is_empty() {
            return Err(CliError::missing(&missing));
        }
        virtual_mfa::check(found)?;
        if !found.rest.is_empty() {
            return Err(CliError::UnknownOptions(found.rest.clone()));
        }
        for (name, shape) in parameters.into_iter().filter(|(name, _)| !self.is_paging(name)) {
            let option = option_of(name);
            if found.has(&option.replacen("--", "--no-", 1)) && shape.kind == Kind::Boolean {
                params.insert(name.to_owned(), Value::Bool(false));
            } else if let Some(words) = found.values(&option) {
                let value = match shape.kind {
                    Kind::Boolean => Value::Bool(true),
                    _ => parameters::read(p, self.service, shape, &option, words)?,
                };
                params.insert(name.to_owned(), value);
            }
        }
        stand_ins::apply(p, self, found, &mut params)?;
        Ok(params)
    }

    /// Bytes are given in base64, or as they are with `--cli-binary-format raw-in-base64-out`. Those of files
    /// are in base64 already.
    fn bytes(&self, found: &Found, raw: bool, params: &mut Map<String, Value>) -> Result<(), CliError> {
        let blobs = self.parameters().into_iter().filter(|(_, shape)| shape.kind == Kind::Blob);
        for (name, _) in blobs.filter(|(name, _)| !self.streams(name)) {
            let Some(word) = found.value(&option_of(name)) else { continue };
            if word.starts_with("file://") || word.starts_with("fileb://") {
                continue;
            }
            if raw {
                params.insert(name.to_owned(), BASE64.encode(word).into());
            } else if BASE64.decode(word).is_err() {
                return Err(CliError::General(format!("Invalid base64: \"{word}\"")));
            }
        }
        Ok(())
    }

    /// S3's bodies are streamed from a file.
    fn bodies(&self, p: &Process<'_>, params: &mut Map<String, Value>) -> Result<(), CliError> {
        let Some(payload) = self.input().and_then(|i| i.payload.as_deref()) else { return Ok(()) };
        let Some(Value::String(path)) = params.get(payload) else { return Ok(()) };
        if !self.streams(payload) {
            return Ok(());
        }
        let bytes = p
            .read_file(path)
            .map_err(|_| CliError::parsing(&option_of(payload), "Blob values must be a path to a file."))?;
        params.insert(payload.to_owned(), BASE64.encode(bytes).into());
        Ok(())
    }

    /// The answer as it is printed: the body put into its file, times and documents as the CLI shows them.
    fn shown(
        &self,
        p: &mut Process<'_>,
        mut reply: Map<String, Value>,
        found: &Found,
    ) -> Step<Map<String, Value>> {
        virtual_mfa::save(p, &mut reply, found)?;
        if let (Some(body), Some(file)) = (self.body(), found.words.first()) {
            let text = reply.shift_remove(body);
            let bytes =
                text.as_ref().and_then(Value::as_str).and_then(|t| BASE64.decode(t).ok()).unwrap_or_default();
            p.write_file(file, &bytes, false)
                .map_err(|error| CliError::General(format!("{file}: {error}")))?;
        }
        if let Some(shape) = self.service.output(self.model) {
            reply = reply
                .into_iter()
                .map(|(name, value)| {
                    let member = shape.get(&name);
                    let inner = member.as_ref().and_then(|m| self.service.of(m));
                    let value =
                        inner.map_or_else(|| value.clone(), |(n, s)| show(self.service, n, s, &value));
                    (name, value)
                })
                .collect();
        }
        Ok(reply)
    }
}

/// A value as the CLI prints it: times with an offset, policy documents as JSON.
pub(crate) fn show(service: &ServiceModel, name: &str, shape: &Shape, value: &Value) -> Value {
    match (shape.kind, value) {
        (Kind::Structure, Value::Object(members)) => members
            .iter()
            .map(|(name, value)| {
                let member = shape.get(name);
                let inner = member.as_ref().and_then(|m| service.of(m));
                (name.clone(), inner.map_or_else(|| value.clone(), |(n, s)| show(service, n, s, value)))
            })
            .collect::<Map<_, _>>()
            .into(),
        (Kind::List, Value::Array(items)) => match shape.element().and_then(|m| service.of(m)) {
            Some((name, inner)) => items.iter().map(|item| show(service, name, inner, item)).collect(),
            None => value.clone(),
        },
        (Kind::Timestamp, Value::String(text)) => text.replace('Z', "+00:00").into(),
        (Kind::String, Value::String(text)) if name == "policyDocumentType" => {
            serde_json::from_str(text).unwrap_or_else(|_| value.clone())
        }
        _ => value.clone(),
    }
}

fn input_json(p: &Process<'_>, text: &str) -> Result<Map<String, Value>, CliError> {
    let text = match text.strip_prefix("file://") {
        Some(path) => {
            let bytes = parameters::paramfile(p, "--cli-input-json", text, path)?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        None => text.to_owned(),
    };
    match serde_json::from_str(&text) {
        Ok(Value::Object(members)) => Ok(members),
        _ => Err(CliError::parsing("cli-input-json", "Invalid JSON received.")),
    }
}
