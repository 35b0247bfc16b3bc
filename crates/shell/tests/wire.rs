//! Every operation with every parameter it has, from the command line over the wire: what arrives is what was
//! typed, whether by `--cli-input-json`, as JSON or in shorthand.

#![allow(clippy::unwrap_used)]

mod support;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::model::{self, Kind, Location, Member, OperationModel, ServiceModel, Shape};
use cloud::{
    ApiError, Endpoint, Failure, Random, SignedRequest, Success, Tick, Timestamp, protocol, registry,
};
use serde_json::{Map, Value};
use shell::{Dialect, Shell, Stream};
use support::Cloud;

/// What files hold that parameters name.
const BODY: &str = "hello";

/// Takes requests and answers none.
struct Wire {
    now: Timestamp,
    seeds: Random,
    sent: Vec<SignedRequest>,
}

impl Endpoint for Wire {
    fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.seeds.next_u64() }
    }

    fn send(&mut self, request: &SignedRequest, _: Tick) -> Result<Success, Failure> {
        self.sent.push(request.clone());
        Err(Failure { error: ApiError::new("Taken", 400, "That is all."), record: None })
    }
}

/// An operation and a terminal to call it in.
struct Case<'a> {
    prefix: &'static str,
    name: &'static str,
    service: &'static ServiceModel,
    model: &'static OperationModel,
    shell: &'a mut Shell,
    wire: &'a mut Wire,
}

impl Case<'_> {
    fn command(&self) -> String {
        let row = registry().find(|row| row.service == self.prefix && row.name == self.name).unwrap();
        row.example.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
    }

    fn input(&self) -> Option<&'static Shape> {
        self.service.input(self.model)
    }

    /// Whether a member is sent as the file that it names.
    fn is_file(&self, name: &str) -> bool {
        let input = self.input().unwrap();
        let blob =
            input.get(name).and_then(|m| self.service.of(&m)).is_some_and(|(_, s)| s.kind == Kind::Blob);
        // Lambda's payload is given itself.
        blob && input.payload.as_deref() == Some(name) && self.prefix == "s3"
    }

    /// What comes on the wire of a command with these arguments.
    fn send(&mut self, arguments: &str) -> Map<String, Value> {
        let output = if self.model_writes_a_file() { "/tmp/out " } else { "" };
        let own = if self.name == "CreateVirtualMFADevice" {
            "--outfile seed.txt --bootstrap-method Base32StringSeed "
        } else {
            ""
        };
        let line = format!("{} {output}{own}--no-paginate {arguments}", self.command());
        let ran = self.shell.run(&line, self.wire);
        let request = self.wire.sent.pop().unwrap_or_else(|| panic!("{line}\n{}", ran.text(Stream::Err)));
        assert!(self.wire.sent.is_empty(), "{line} sent two requests");
        let call = protocol::decode(&request.http).unwrap_or_else(|error| panic!("{line}\n{error}"));
        assert_eq!((call.service.as_str(), call.operation.as_str()), (self.prefix, self.name), "{line}");
        call.params
    }

    fn model_writes_a_file(&self) -> bool {
        let Some(output) = self.service.output(self.model) else { return false };
        let payload = output.payload.as_deref().and_then(|name| output.get(name));
        payload.and_then(|member| self.service.of(&member)).is_some_and(|(_, shape)| shape.kind == Kind::Blob)
    }

    /// The command's own skeleton, its values replaced by some that the operation takes.
    fn filled(&mut self) -> Map<String, Value> {
        let line = format!("{} --generate-cli-skeleton", self.command());
        let ran = self.shell.run(&line, self.wire);
        assert_eq!(ran.status, 0, "{line}\n{}", ran.text(Stream::Err));
        let skeleton: Map<String, Value> =
            serde_json::from_str(&ran.text(Stream::Out)).unwrap_or_else(|error| panic!("{line}\n{error}"));
        let names: Vec<&str> = skeleton.keys().map(String::as_str).collect();
        let members: Vec<(&str, Member)> = self.input().map(|i| i.members().collect()).unwrap_or_default();
        assert_eq!(names, members.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "{line}");
        let fill = |(name, member): (&str, Member)| {
            let value = fill(self.service, &member, &skeleton[name]);
            // What is read from a header has lost its capitals.
            let value = if member.location == Location::Headers { small(&value) } else { value };
            (name.to_owned(), value)
        };
        members.into_iter().map(fill).collect()
    }

    /// A command line's arguments for some parameters, each written as asked for.
    fn options(&self, params: &Map<String, Value>, write: fn(&Value) -> Vec<String>) -> String {
        let one = |(name, value): (&String, &Value)| match value {
            Value::Bool(true) => option(name),
            Value::Bool(false) => option(name).replacen("--", "--no-", 1),
            value if self.is_file(name) => format!("{} {}", option(name), value.as_str().unwrap()),
            value => {
                let words: Vec<String> = write(value).iter().map(|word| quoted(word)).collect();
                format!("{} {}", option(name), words.join(" "))
            }
        };
        params.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// The parameters as they arrive: a file's content, not its name.
    fn arriving(&self, params: &Map<String, Value>) -> Map<String, Value> {
        let content = |name: &str, value: &Value| match self.is_file(name) {
            true => BASE64.encode(BODY).into(),
            false => value.clone(),
        };
        params.iter().map(|(name, value)| (name.clone(), content(name, value))).collect()
    }
}

/// A value in the place of a skeleton's.
fn fill(service: &ServiceModel, member: &Member, skeleton: &Value) -> Value {
    let (_, shape) = service.of(member).unwrap();
    match (shape.kind, skeleton) {
        (Kind::Structure, Value::Object(members)) => {
            let one = |(name, value): (&String, &Value)| {
                (name.clone(), fill(service, &shape.get(name).unwrap(), value))
            };
            Value::Object(members.iter().map(one).collect())
        }
        (Kind::List, Value::Array(items)) => {
            let count = shape.min.unwrap_or_default().max(2.0) as usize;
            let item = |_| fill(service, shape.element().unwrap(), &items[0]);
            (0..count).map(item).collect()
        }
        (Kind::Map, Value::Object(entries)) => {
            let value = |value| fill(service, shape.entry().unwrap().1, value);
            Value::Object(entries.iter().map(|(key, v)| (format!("{key}.2"), value(v))).collect())
        }
        (Kind::String, Value::String(text)) if text.is_empty() => {
            let least = shape.min.unwrap_or_default() as usize;
            format!("a,b=c'{}", "x".repeat(least)).into()
        }
        (Kind::Integer | Kind::Long, _) => (shape.min.unwrap_or_default().max(7.0) as i64).into(),
        (Kind::Float | Kind::Double, _) => 0.5.into(),
        (Kind::Blob, Value::Null) => "aGVsbG8=".into(),
        (_, other) => other.clone(),
    }
}

fn small(value: &Value) -> Value {
    let entries = value.as_object().unwrap().iter();
    Value::Object(entries.map(|(key, value)| (key.to_lowercase(), value.clone())).collect())
}

fn option(parameter: &str) -> String {
    shell::option_of(parameter)
}

fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// The one word of a value in JSON; text stands for itself.
fn json(value: &Value) -> Vec<String> {
    vec![value.as_str().map_or_else(|| value.to_string(), str::to_owned)]
}

/// The words of a value in shorthand.
fn shorthand(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(shorthand).collect(),
        Value::Object(members) => vec![pairs(members)],
        scalar => json(scalar),
    }
}

fn pairs(members: &Map<String, Value>) -> String {
    members.iter().map(|(key, value)| format!("{key}={}", inner(value))).collect::<Vec<_>>().join(",")
}

fn inner(value: &Value) -> String {
    match value {
        Value::Object(members) => format!("{{{}}}", pairs(members)),
        Value::Array(items) => format!("[{}]", items.iter().map(inner).collect::<Vec<_>>().join(",")),
        Value::String(text) => format!("\"{text}\""),
        other => other.to_string(),
    }
}

fn for_each_operation(mut check: impl FnMut(&mut Case<'_>)) {
    let (cloud, admin) = Cloud::new();
    let mut shell = Shell::with_credentials(Dialect::Bash, &admin, cloud.now);
    let mut wire = Wire { now: cloud.now, seeds: Random::new(3), sent: Vec::new() };
    let path = shell.path("body.txt");
    shell.files_mut().put(&path, BODY.as_bytes(), cloud.now).unwrap();
    let mut count = 0;
    for prefix in model::services() {
        let service = model::service(prefix).unwrap();
        for (name, model) in &service.operations {
            check(&mut Case { prefix, name, service, model, shell: &mut shell, wire: &mut wire });
            count += 1;
        }
    }
    assert_eq!(count, registry().count());
}

/// The parameters of a case: those that name files name one, and S3's are of a form that its addresses take.
fn parameters(case: &mut Case<'_>) -> Map<String, Value> {
    let mut params = case.filled();
    let files: Vec<String> = params.keys().filter(|name| case.is_file(name)).cloned().collect();
    for name in files {
        params.insert(name, "body.txt".into());
    }
    if matches!(case.prefix, "s3" | "s3control") {
        for (name, value) in [("Bucket", "my-bucket"), ("AccountId", "111122223333")] {
            params.entry(name).and_modify(|old| *old = value.into());
        }
    }
    params
}

#[test]
fn what_is_given_as_json_input_arrives() {
    for_each_operation(|case| {
        let params = parameters(case);
        let text = Value::Object(params.clone()).to_string();
        let arrived = case.send(&format!("--cli-input-json {}", quoted(&text)));
        assert_eq!(arrived, case.arriving(&params), "{}:{}", case.prefix, case.name);
    });
}

#[test]
fn what_options_give_arrives() {
    for_each_operation(|case| {
        let mut params = parameters(case);
        // Pages are the command's to ask for.
        if let Some(limit) = case.model.page.as_ref().and_then(|page| page.limit_key.as_ref()) {
            params.shift_remove(limit);
        }
        for write in [json as fn(&Value) -> Vec<String>, shorthand] {
            let arguments = case.options(&params, write);
            assert_eq!(
                case.send(&arguments),
                case.arriving(&params),
                "{}:{} {arguments}",
                case.prefix,
                case.name
            );
        }
    });
}
