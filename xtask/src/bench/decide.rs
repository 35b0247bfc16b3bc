//! How fast `iampg decide` answers, and in how much memory.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use super::print;
use crate::{
    error::{Error, Result},
    process::{self, say},
    setup::Setup,
};

const LINES: usize = 1_000_000;

/// What the kernel counts CPU time in, for /proc.
const TICKS_PER_SECOND: f64 = 100.0;

/// Sends a million simple cases through the program.
pub(super) fn bench(setup: &Setup<'_>, target: &Path) -> Result<()> {
    say("building iampg and having it decide a million lines (a few minutes)");
    let words = "build --package headless --profile native";
    process::run(setup.project.command("cargo").args(words.split(' ')))?;
    let program = target.join("native").join(format!("iampg{}", std::env::consts::EXE_SUFFIX));
    let failed = |source| Error::File { path: program.clone(), source };
    let mut command = setup.project.command(&program);
    let command = command.arg("decide").stdin(Stdio::piped()).stdout(Stdio::piped());
    let start = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let mut input = child.stdin.take();
    let writer = std::thread::spawn(move || -> std::io::Result<_> {
        for index in 0..LINES {
            input.as_mut().map_or(Ok(()), |input| input.write_all(case(index).as_bytes()))?;
        }
        Ok(input)
    });
    let answers = BufReader::new(child.stdout.take().ok_or_else(no_output)?).lines();
    let allowed = answers.take(LINES).map_while(std::io::Result::ok);
    let allowed = allowed.filter(|line| line.contains("\"decision\":\"Allowed\"")).count();
    // While its input is open the program waits, and /proc still knows it.
    let elapsed = cpu_time(&child).unwrap_or_else(|| start.elapsed());
    let memory = peak_memory(&child);
    // The thread hands the input back; here it is closed, and the program ends.
    drop(writer.join());
    let is_well = child.wait().map_err(failed)?.success() && allowed == LINES;
    if !is_well {
        return Err(no_output());
    }
    print("iampg/decide", LINES as f64 / elapsed.as_secs_f64(), "lines/s");
    if let Some(kilobytes) = memory {
        print("iampg/decide peak memory of a million lines", kilobytes, "kB");
    }
    Ok(())
}

fn case(index: usize) -> String {
    format!(
        r#"{{"id":"x{index}","request":{{"principal":"arn:aws:iam::111111111111:user/alice","action":"s3:GetObject","resource":{{"arn":"arn:aws:s3:::bk/o{index}","account":"111111111111"}}}},"identity_policies":[{{"name":"p","policy":{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::bk/*"}}]}}}}]}}
"#
    )
}

fn no_output() -> Error {
    Error::Content { path: "iampg decide".into(), expected: format!("{LINES} answers `Allowed`") }
}

/// On Linux: CPU time that the program has taken.
fn cpu_time(child: &Child) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // Behind the name, which may have spaces in it, user and system time are the 12th and 13th field.
    let fields = stat.rsplit_once(") ")?.1.split(' ').skip(11).take(2);
    let ticks: f64 = fields.filter_map(|field| field.parse::<f64>().ok()).sum();
    Some(Duration::from_secs_f64(ticks / TICKS_PER_SECOND))
}

/// On Linux: the most memory that the program has had, in kB.
fn peak_memory(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_one_line_of_json() {
        let line = case(7);
        assert_eq!(line.matches('\n').count(), 1);
        let case: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(case["request"]["resource"]["arn"], "arn:aws:s3:::bk/o7");
    }
}
