//! Replays what the real `aws` CLI printed, story by story, and compares.
//!
//! `tests/data/golden/README.md` says how the records were made. Records that are not equal yet are listed
//! in `known-failures.txt` with their reasons; one that begins to be equal makes this test fail until it is
//! taken off the list, and so does one that ceases to be. `UPDATE_GOLDEN=1` writes the list anew, keeping the
//! reasons.
#![allow(clippy::unwrap_used)]

mod support;

use cloud::{Endpoint, Failure, History, Random, Reply, SignedRequest, Success, Tick, Timestamp, protocol};
use labs::scenario;
use serde_json::Value;
use shell::{Dialect, Next, Ran, Shell, Stream};
use std::collections::{BTreeMap, VecDeque};
use std::fs;
use support::canned::{self, Canned};
use support::data;
use support::normalizer::Normalizer;

/// At least this share of the records must be equal, in percent.
const LEAST: usize = 94;

/// Members that AWS answers and the emulator behind the records never does: they are taken out of our answers,
/// so that the rest is compared.
const OMITTED: [&str; 2] = ["ChecksumType", "PermissionsBoundaryUsageCount"];

/// What has to be done before a record, and why: what the emulator behind the records did not ask for, and
/// what records did that are left out.
const PREPARATIONS: &[(&str, &str)] = &[
    // Half of the denials were left out, and with them the files that they made.
    ("v2-denials-0535", "echo '{}' > pol.json; echo hello > hello.txt"),
    // The emulator lets anybody assume a role; here its trust policy must say so.
    (
        "v2-sts-0461",
        "sed 's/user.fake_user1/root/; s/\"sts:AssumeRole\"/\"sts:*\"/' trust.json > wide.json; \
         aws iam update-assume-role-policy --role-name s3_access_trust_policy --policy-document file://wide.json",
    ),
    // The record of the first request for a report was left out.
    ("v2-account-0440", "aws iam generate-credential-report"),
    // The record that has the token's file was left out: the emulator takes any token.
    ("v2-sts-0517", "printf header.claims.signature > token.txt"),
    // The emulator takes bucket policies for principals that do not exist.
    ("v2-s3-0731", "aws iam create-user --user-name fake_user1"),
];

/// The world, or for a record with a canned answer that answer: how the terminal prints it is what counts.
struct Cloud {
    history: History,
    now: Timestamp,
    random: Random,
    /// Canned answers still to be given, in order.
    canned: VecDeque<Canned>,
}

impl Endpoint for Cloud {
    fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.random.next_u64() }
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        match self.canned.pop_front() {
            Some(Canned::Error(error)) => Err(Failure { error, record: None }),
            Some(Canned::Success(body)) => {
                let call = protocol::decode(&request.http).unwrap();
                let reply = Reply { output: canned::output(&call.service, &call.operation, &body) };
                Ok(Success {
                    reply,
                    record: self.history.send(request, tick).map_or_else(|f| f.record.unwrap(), |s| s.record),
                })
            }
            None => {
                let mut answer = self.history.send(request, tick);
                if let Ok(success) = &mut answer {
                    success.reply.output.values_mut().for_each(leave_out);
                }
                answer
            }
        }
    }
}

/// Takes [`OMITTED`] members out of an answer.
fn leave_out(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !OMITTED.contains(&name.as_str()));
            members.values_mut().for_each(leave_out);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out),
        _ => {}
    }
}

/// One account's story: its world and terminal, and what stands here for the keys of the record.
struct Story {
    shell: Shell,
    cloud: Cloud,
    ours: BTreeMap<String, String>,
}

impl Story {
    fn new() -> Self {
        let tick = Tick { now: Timestamp::from_iso("2026-11-23T20:17:31Z").unwrap(), seed: 1 };
        let scenario = scenario::by_name("empty").unwrap().scenario().unwrap();
        let start = scenario.build(Dialect::Bash, tick).unwrap();
        let cloud = Cloud {
            history: History::new(start.world),
            now: start.now,
            random: Random::new(1),
            canned: VecDeque::new(),
        };
        let mut story = Self { shell: start.shell, cloud, ours: BTreeMap::new() };
        story.shell.set_terminal(false);
        story.line("mkdir ~/lab; cd ~/lab");
        story
    }

    fn line(&mut self, line: &str) -> Ran {
        self.shell.run(line, &mut self.cloud)
    }

    fn translate(&self, text: &str) -> String {
        self.ours.iter().fold(text.to_owned(), |text, (theirs, ours)| text.replace(theirs, ours))
    }

    fn put(&mut self, path: &str, content: &str) {
        let path = if path.starts_with(['/', '~']) { path.to_owned() } else { format!("~/lab/{path}") };
        let (path, content) = (self.shell.path(&path), self.translate(content));
        let now = self.cloud.now;
        self.shell.files_mut().put(&path, content.as_bytes(), now).unwrap();
    }

    /// Runs a record's command; returns standard output, standard error and exit code.
    fn run(&mut self, record: &Value) -> (String, String, i64) {
        for (path, content) in record["files"].as_object().into_iter().flatten() {
            self.put(path, &text_of_file(content));
        }
        self.shell.set_terminal(record["tty"] == true);
        let mut command = self.translate(record["cmd"].as_str().unwrap());
        let exports =
            record["env"].as_object().into_iter().flatten().map(|(k, v)| {
                format!("export {k}={}\n", quote(&self.translate(v.as_str().unwrap_or_default())))
            });
        let unset = record["unset"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let set_up: String = exports.chain(unset.map(|name| format!("unset {name}\n"))).collect();
        let input = self.translate(record["stdin"].as_str().unwrap_or_default());
        let mut answers = VecDeque::new();
        if was_typed(record) {
            answers.extend(input.lines());
        } else if record["stdin"].is_string() {
            command = format!("printf %s {} | {{ {command}; }}", quote(&input));
        }
        let command = if set_up.is_empty() { command } else { format!("({set_up}{command})") };
        let (mut out, mut err) = (String::new(), String::new());
        let mut status = 0;
        self.cloud.canned = canned::of(record);
        for line in command.split('\n') {
            let mut ran = self.line(line);
            while let Next::Ask { text, .. } = &ran.next
                && let Some(answer) = answers.pop_front()
            {
                out.push_str(&format!("{}{text}{answer}\n", ran.text(Stream::Out)));
                ran = self.shell.answer(answer, &mut self.cloud);
            }
            out.push_str(&ran.text(Stream::Out));
            err.push_str(&ran.text(Stream::Err));
            status = i64::from(ran.status);
            if !matches!(ran.next, Next::Prompt | Next::More) {
                self.shell.interrupt();
            }
        }
        self.shell.interrupt();
        self.cloud.canned.clear();
        (out, err, status)
    }

    /// Learns what stands here for the secrets of the record.
    fn learn(&mut self, normalizer: &Normalizer, theirs: &str, ours: &str) {
        let pairs = normalizer.secrets(theirs).into_iter().zip(normalizer.secrets(ours));
        self.ours.extend(pairs);
    }
}

/// Whether what a record's command read was typed at the terminal, rather than piped: a terminal echoes it.
fn was_typed(record: &Value) -> bool {
    let shown = record["stdout"].as_str().unwrap_or_default();
    let mut answers = record["stdin"].as_str().unwrap_or_default().lines();
    record["tty"] == true && answers.all(|answer| shown.contains(&format!("{answer}\r\n")))
}

/// A file's text: as it is, or a text repeated.
fn text_of_file(content: &Value) -> String {
    let count = content["count"].as_u64().unwrap_or_default();
    let repeated = content["repeat"].as_str().map(|text| text.repeat(usize::try_from(count).unwrap()));
    repeated.unwrap_or_else(|| content.as_str().unwrap_or_default().to_owned())
}

/// Help pages are records of their headings only: what of a page is one.
fn headings(page: &str) -> String {
    let heading = |line: &&str| {
        let letters = |c: char| c.is_ascii_uppercase() || matches!(c, ' ' | '(' | ')' | '-');
        !line.is_empty() && line.chars().all(letters) && !line.starts_with(' ')
    };
    page.lines().filter(heading).map(|line| format!("{line}\n")).collect()
}

fn is_help_page(record: &Value) -> bool {
    record["note"].as_str().is_some_and(|note| note.trim() == "headings only") && record["rc"] == 0
}

/// A terminal has one stream for both.
fn on_a_terminal(out: &mut String, err: &mut String) {
    out.push_str(&std::mem::take(err));
}

fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The ids of the records of a file, and for each that is not equal the first difference.
fn replay(name: &str, normalizer: &Normalizer) -> Vec<(String, Option<String>)> {
    let text = fs::read_to_string(data("golden").join(name)).unwrap();
    let mut story = Story::new();
    let mut results = Vec::new();
    for line in text.lines() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        if !record["do_not_copy"].is_null() {
            continue;
        }
        for (_, preparation) in PREPARATIONS.iter().filter(|(id, _)| record["id"] == *id) {
            let ran = story.line(preparation);
            assert_eq!((ran.status, ran.text(Stream::Err)), (0, String::new()), "{preparation}");
        }
        let (mut out, mut err, status) = story.run(&record);
        if record["tty"] == true {
            on_a_terminal(&mut out, &mut err);
        }
        if is_help_page(&record) {
            let theirs = headings(record["stdout"].as_str().unwrap_or_default());
            out = headings(&out);
            // A long page was cut off: what came after is not in the record.
            if record["stdout_truncated_to_lines"].is_number() && out.starts_with(&theirs) {
                out.truncate(theirs.len());
            }
            record["stdout"] = theirs.into();
        }
        let text = |key: &str| record[key].as_str().unwrap_or_default();
        story.learn(normalizer, text("stdout"), &out);
        let theirs = [text("stdout"), text("stderr")].map(|t| normalizer.apply(t));
        let ours = [&out, &err].map(|t| normalizer.apply(t));
        let equal = theirs == ours && record["rc"].as_i64() == Some(status);
        let difference = (!equal).then(|| {
            format!(
                "rc {} ≠ {status}\n--- theirs\n{}{}\n--- ours\n{}{}",
                record["rc"], theirs[0], theirs[1], ours[0], ours[1]
            )
        });
        results.push((text("id").to_owned(), difference.map(|d| format!("$ {}\n{d}", text("cmd")))));
    }
    results
}

#[test]
fn the_real_cli_printed_the_same() {
    let normalizer = Normalizer::new();
    let list = data("golden").join("known-failures.txt");
    let known: BTreeMap<String, String> = fs::read_to_string(&list)
        .unwrap_or_default()
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(|l| {
            l.split_once(' ').map_or((l.to_owned(), String::new()), |(a, b)| (a.to_owned(), b.to_owned()))
        })
        .collect();
    let show = std::env::var("SHOW_GOLDEN").unwrap_or_default();
    let (mut total, mut failing, mut surprises) = (0, Vec::new(), Vec::new());
    let mut names: Vec<String> = fs::read_dir(data("golden"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| n.ends_with(".jsonl"))
        .collect();
    names.sort();
    for name in names {
        let results = replay(&name, &normalizer);
        let equal = results.iter().filter(|(_, d)| d.is_none()).count();
        println!("{name}: {equal} of {} equal", results.len());
        total += results.len();
        for (id, difference) in results {
            if let Some(difference) = &difference
                && !show.is_empty()
                && id.contains(&show)
            {
                println!("=== {id}\n{difference}");
            }
            if difference.is_some() != known.contains_key(&id) {
                surprises.push(format!("{id} {}", if difference.is_some() { "fails" } else { "passes now" }));
            }
            if difference.is_some() {
                failing.push(id);
            }
        }
    }
    println!("{} of {total} equal", total - failing.len());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let head = "# Records of the real CLI that are not equal yet, each with its reason. The emulator is what answered\n\
                    # the real CLI where no answer of AWS's was at hand.\n";
        let lines = failing.iter().map(|id| {
            let reason = known.get(id).map_or("not looked into yet", String::as_str);
            format!("{id} {reason}\n")
        });
        fs::write(&list, lines.fold(head.to_owned(), |text, line| text + &line)).unwrap();
        return;
    }
    assert!(surprises.is_empty(), "{surprises:#?}");
    assert!((total - failing.len()) * 100 >= total * LEAST, "{} of {total} equal", total - failing.len());
}
