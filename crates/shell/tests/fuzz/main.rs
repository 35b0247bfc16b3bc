//! A bounded run of the fuzz target on known lines changed at random, the same each time.
//!
//! `fuzz/` runs the same target for as long as one likes. Without it
//! `FUZZ_RUNS=1000000 FUZZ_SEED=2 cargo test -p shell --profile native --test fuzz` goes farther than this
//! does by default.
#![allow(clippy::unwrap_used, unreachable_pub, dead_code)]

mod lines;
#[path = "../../../policy/tests/fuzz/mutate.rs"]
mod mutate;
#[path = "../support/mod.rs"]
mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use mutate::{Random, mutate};

/// What one input may take, unoptimised and on a busy machine: bounds of steps, not of time, end it.
const LONGEST: Duration = Duration::from_secs(60);

const BASH: &[&str] = &[
    "export $(aws sts assume-role --role-arn arn:aws:iam::111122223333:role/r --role-session-name s --query \
     'Credentials.[AccessKeyId,SecretAccessKey]' --output text | awk '{print \"A=\"$1, \"B=\"$2}')",
    "creds=$(aws iam create-access-key --user-name ann); export K=$(echo \"$creds\" | jq -r .AccessKey.AccessKeyId)",
    "for u in ann bob; do aws iam create-user --user-name $u --tags Key=a,Value=b Key=c,Value='{d}'; done",
    "while read -r a b; do echo \"${a:-none}-${b%.*}\"; done < .aws/config",
    "cat > p.json <<EOF\n{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}\nEOF",
    "aws iam put-user-policy --user-name ann --policy-name p --policy-document file://p.json && echo ok || echo no",
    "aws s3 sync . s3://photos --exclude '*' --include '*.txt' --dryrun 2>&1 | sort | uniq -c | head -n 3",
    "aws iam list-users --query 'Users[?starts_with(UserName, `a`)] | sort_by(@, &UserName)[*].{N:UserName}' --output table",
    "aws s3api list-objects-v2 --bucket photos --max-items 1 --page-size 1 --output yaml",
    "aws configure set profile.x.role_arn arn:aws:iam::1:role/r; aws configure --profile x",
    "f() { local x=$1; [ \"$x\" -gt 3 ] && return 1; f $((x+1)); }; f 0; echo $? ${#x} $((2**10 % 7))",
    "aws iam list-users --cli-input-json '{\"MaxItems\":1}' --debug --no-sign-request --cli-error-format json",
    "seq 1 20 | sed -n 's/1\\(.\\)/<\\1>/gp' | tr '<>' '[]' | cut -c2- | base64 | tail -2 | grep -E '^.+=$'",
    "echo {a,b}{1..3} ~/*.json \"$(ls -la /tmp)\" 'x'\"y\"\\z > o 2>&1; eval \"cat o | wc -l\"; rm -rf o",
];
const POWERSHELL: &[&str] = &[
    "$c = (aws sts get-session-token | ConvertFrom-Json).Credentials; $env:AWS_ACCESS_KEY_ID = $c.AccessKeyId",
    "foreach ($u in 'ann', \"b$($env:USER)\") { aws iam get-user --user-name $u | Select-String Arn }",
    "aws iam list-users `\n--query 'Users[].UserName' | ConvertFrom-Json | ForEach-Object { $_.ToUpper() }",
    "@'\n{\"a\": [1, 2]}\n'@ | Out-File x.json; (Get-Content x.json | ConvertFrom-Json).a[0]",
    "if (Test-Path .aws) { Get-ChildItem .aws | Where-Object { $_.Length -gt 3 } } else { Write-Host no }",
];

#[test]
fn bytes_as_lines() {
    let texts: Vec<String> = BASH.iter().chain(POWERSHELL).map(|text| (*text).to_owned()).collect();
    let mut random = Random::new(given("FUZZ_SEED").unwrap_or(1));
    for run in 0..given("FUZZ_RUNS").unwrap_or(6_000) {
        let mut bytes = vec![random.next() as u8];
        bytes.extend(mutate(&mut random, &texts).into_bytes());
        // Not all of it need be text.
        if random.below(8) == 0 {
            let at = random.below(bytes.len());
            bytes[at] = random.next() as u8;
        }
        let begun = now();
        let outcome = catch_unwind(AssertUnwindSafe(|| lines::run(&bytes)));
        let input = String::from_utf8_lossy(&bytes);
        assert!(outcome.is_ok(), "run {run} failed on {input:?}");
        assert!(begun.elapsed() < LONGEST, "run {run} took {:?} on {input:?}", begun.elapsed());
    }
}

#[allow(clippy::disallowed_methods, reason = "only tests read the environment")]
fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[allow(clippy::disallowed_methods, reason = "only tests read the clock")]
fn now() -> Instant {
    Instant::now()
}
