# What courses and forum answers type into PowerShell.

@'
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:root" }, "Action": "sts:AssumeRole" }
  ]
}
'@ | Out-File -FilePath trust.json -Encoding ascii
$role = (aws iam create-role --role-name lab --assume-role-policy-document file://trust.json | ConvertFrom-Json).Role
$role.Arn

$c = (aws sts assume-role --role-arn $role.Arn --role-session-name one | ConvertFrom-Json).Credentials
$env:AWS_ACCESS_KEY_ID = $c.AccessKeyId
$env:AWS_SECRET_ACCESS_KEY = $c.SecretAccessKey
$env:AWS_SESSION_TOKEN = $c.SessionToken
aws sts get-caller-identity | ConvertFrom-Json | Select-Object Account, Arn
Get-ChildItem Env: | Where-Object { $_ -match '^AWS_' } | Measure-Object
Remove-Item Env:AWS_ACCESS_KEY_ID, Env:AWS_SECRET_ACCESS_KEY, Env:AWS_SESSION_TOKEN

$out = aws sts assume-role `
  --role-arn $role.Arn `
  --role-session-name two `
  --query Credentials.[AccessKeyId,SecretAccessKey,SessionToken] `
  --output text
$keys = $out -split "`t"
$keys.Count
"$($keys[0].Substring(0, 4)) $($keys[1].Length)"

foreach ($name in 'ann', 'bob', 'cyd') { aws iam create-user --user-name $name --query User.Arn --output text }
$users = (aws iam list-users | ConvertFrom-Json).Users
$users | Where-Object { $_.UserName -like 'a*' -or $_.UserName -eq 'bob' } | ForEach-Object { "$($_.UserName): $($_.Arn)" }
$users | Where-Object UserName -ne 'ann' | Select-Object UserName, Path
$users | Sort-Object UserName -Descending | Select-Object -First 1 -ExpandProperty UserName
$users.UserName -join ', '
1..2 | ForEach-Object { aws iam create-user --user-name "user$_" --query User.UserName --output text }
aws iam list-users --output text | Select-String 'user1' | Measure-Object

aws iam get-user --user-name nobody
if ($LASTEXITCODE -ne 0) { "failed with $LASTEXITCODE" }
if (-not (Test-Path nope.json)) { 'no file' } else { 'a file' }
$n = 0; while ($n -lt 3) { $n++ }; "n is $n"

@{ Version = '2012-10-17'; Statement = @(@{ Effect = 'Allow'; Action = 's3:ListAllMyBuckets'; Resource = '*' }) } | ConvertTo-Json -Depth 5 | Set-Content policy.json
Get-Content policy.json -Raw
aws iam put-user-policy --user-name ann --policy-name list --policy-document file://policy.json
aws iam list-user-policies --user-name ann --query 'PolicyNames[0]' --output text
'{"id":"x"}' | jq -r .id
