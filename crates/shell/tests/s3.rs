//! `aws s3` and `aws s3api` beyond what the records of the real CLI cover.

mod support;

use shell::{Dialect, Stream};
use support::Terminal;

/// A terminal with the bucket `my-bucket`.
fn terminal() -> Terminal {
    let mut terminal = Terminal::new(Dialect::Bash);
    terminal.must("aws s3 mb s3://my-bucket");
    terminal
}

#[test]
fn filters_decide_in_the_order_given() {
    let mut t = terminal();
    t.must("mkdir d; echo a > d/a.txt; echo b > d/b.log; echo c > d/c.csv");
    let copied =
        t.must("aws s3 cp --exclude '*.txt' --exclude '*.log' d s3://my-bucket/ --recursive --no-progress");
    assert_eq!(copied, "upload: d/c.csv to s3://my-bucket/c.csv\n");
    let copied = t.must(
        "aws s3 cp d s3://my-bucket/ --recursive --no-progress --exclude '*' --include '*.txt' --include '*.log'",
    );
    assert_eq!(copied, "upload: d/a.txt to s3://my-bucket/a.txt\nupload: d/b.log to s3://my-bucket/b.log\n");
}

#[test]
fn copies_between_buckets_are_the_services_own() {
    let mut t = terminal();
    t.must(
        "echo hello > a.txt; aws s3 cp a.txt s3://my-bucket/ --metadata k=v --cache-control no-store --quiet",
    );
    t.must("aws s3 cp s3://my-bucket/a.txt s3://my-bucket/b.txt --quiet");
    let head = "aws s3api head-object --bucket my-bucket --query '[ContentType,CacheControl,Metadata.k]' \
                --output text --key";
    assert_eq!(t.must(&format!("{head} b.txt")), "text/plain\tno-store\tv\n");
    t.must("aws s3 cp s3://my-bucket/a.txt s3://my-bucket/c.txt --quiet --content-type text/html");
    assert_eq!(t.must(&format!("{head} c.txt")), "text/html\tNone\tNone\n");
    let (text, status) = t.script("aws s3 cp s3://my-bucket/a.txt s3://nowhere-to-be-found/ --no-progress");
    assert_eq!(
        (text.as_str(), status),
        (
            "copy failed: s3://my-bucket/a.txt to s3://nowhere-to-be-found/a.txt An error occurred (NoSuchBucket) \
             when calling the CopyObject operation: The specified bucket does not exist\n",
            1
        )
    );
    assert_eq!(
        t.must("aws s3 mv s3://my-bucket/c.txt s3://my-bucket/d/ --no-progress"),
        "move: s3://my-bucket/c.txt to s3://my-bucket/d/c.txt\n"
    );
    assert_eq!(t.must("aws s3 ls s3://my-bucket/ | cut -c 32-"), "d/\na.txt\nb.txt\n");
}

#[test]
fn pages_of_all_lists_are_put_together() {
    let mut t = terminal();
    t.must("aws s3api put-bucket-versioning --bucket my-bucket --versioning-configuration Status=Enabled");
    for key in ["a", "b", "c"] {
        t.must(&format!("aws s3api put-object --bucket my-bucket --key {key} --output off"));
        t.must(&format!("aws s3api put-object --bucket my-bucket --key {key} --output off"));
    }
    let keys = "--bucket my-bucket --output text --page-size 2 --query";
    assert_eq!(t.must(&format!("aws s3api list-objects {keys} 'Contents[].Key'")), "a\tb\tc\n");
    assert_eq!(
        t.must(&format!("aws s3api list-object-versions {keys} 'Versions[].Key'")),
        "a\ta\tb\tb\tc\tc\n"
    );
    let first = "aws s3api list-object-versions --bucket my-bucket --max-items 3";
    assert_eq!(t.must(&format!("{first} --query 'Versions[].Key' --output text")), "a\ta\tb\n");
    let rest = format!(
        "aws s3api list-object-versions --bucket my-bucket --query 'Versions[].Key' --output text \
         --starting-token $({first} --query NextToken --output text)"
    );
    assert_eq!(t.must(&rest), "b\tc\tc\n");
}

#[test]
fn versions_tags_and_blocks_by_the_command_line() {
    let mut t = terminal();
    t.must("aws s3api put-bucket-versioning --bucket my-bucket --versioning-configuration Status=Enabled");
    t.must("echo one > f; aws s3 cp f s3://my-bucket/ --quiet; echo two > f; aws s3 cp f s3://my-bucket/ --quiet");
    t.must("aws s3 rm s3://my-bucket/f");
    let old = t.must(
        "aws s3api list-object-versions --bucket my-bucket --query 'Versions[1].VersionId' --output text",
    );
    t.must(&format!(
        "aws s3api get-object --bucket my-bucket --key f --version-id {} old --output off",
        old.trim()
    ));
    assert_eq!(t.must("cat old"), "one\n");
    assert_eq!(
        t.must("aws s3api delete-objects --bucket my-bucket --delete 'Objects=[{Key=x},{Key=y}],Quiet=true'"),
        ""
    );
    t.must("aws s3api put-object --bucket my-bucket --key t --tagging 'team=blue&size=xl' --output off");
    assert_eq!(
        t.must(
            "aws s3api get-object-tagging --bucket my-bucket --key t --query 'TagSet[].Value' --output text"
        ),
        "blue\txl\n"
    );
    t.must("aws s3control put-public-access-block --account-id 111122223333 --public-access-block-configuration BlockPublicAcls=true");
    let block = "aws s3control get-public-access-block --account-id 111122223333 --output text";
    assert_eq!(t.must(block), "PUBLICACCESSBLOCKCONFIGURATION\tTrue\tFalse\tFalse\tFalse\n");
    let lines = t.must("aws s3api get-object-attributes --bucket my-bucket --key t --object-attributes ObjectSize ETag --query ObjectSize");
    assert_eq!(lines, "0\n");
}

#[test]
fn large_files_are_refused_clearly() {
    let mut t = terminal();
    t.must("seq 10000 > s; for i in $(seq 30); do cat s >> big; done");
    let text = t.line("aws s3 cp big s3://my-bucket/ --no-progress").text(Stream::Err);
    assert!(text.contains("IAM Playground keeps objects of at most 8 MiB"), "{text}");
}

#[test]
fn curl_is_anybody() {
    let mut t = terminal();
    t.must("echo hello > a.txt; aws s3 cp a.txt s3://my-bucket/ --quiet");
    let denied = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Access \
                  Denied</Message></Error>";
    assert_eq!(t.must("curl -s https://my-bucket.s3.amazonaws.com/a.txt"), denied);
    let (text, status) = t.script("curl -f https://my-bucket.s3.us-east-1.amazonaws.com/a.txt");
    assert_eq!((text.as_str(), status), ("curl: (22) The requested URL returned error: 403\n", 22));
    assert_eq!(t.must("curl -s \"$(aws s3 presign s3://my-bucket/a.txt)\""), "hello\n");
    t.must("URL=$(aws s3 presign s3://my-bucket/a.txt --expires-in 60)");
    t.cloud.now = t.cloud.now.plus(61);
    assert!(t.must("curl -s \"$URL\"").contains("<Message>Request has expired</Message>"));

    t.must("aws s3api delete-public-access-block --bucket my-bucket");
    let policy = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:ListBucket"],
         "Resource":["arn:aws:s3:::my-bucket","arn:aws:s3:::my-bucket/*"]},
        {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::my-bucket/*",
         "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"#;
    t.must(&format!(
        "aws s3api put-bucket-policy --bucket my-bucket --policy '{}'",
        policy.replace('\n', "")
    ));
    assert_eq!(t.must("curl -s https://my-bucket.s3.amazonaws.com/a.txt"), "hello\n");
    assert_eq!(t.must("aws s3 cp s3://my-bucket/a.txt - --no-sign-request"), "hello\n");
    assert_eq!(
        t.must("curl -s -o /dev/null -w '%{http_code}\\n' http://my-bucket.s3.amazonaws.com/a.txt"),
        "403\n"
    );
    let list = t.must("curl -s 'https://s3.amazonaws.com/my-bucket?list-type=2&prefix=a'");
    assert!(
        list.contains("<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a.txt</Key>"),
        "{list}"
    );
    let (text, status) = t.script("curl https://example.com/");
    assert_eq!(status, 6, "{text}");
}
