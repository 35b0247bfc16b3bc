# What courses and forum answers type into bash.

cat > trust.json <<'END'
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:root" }, "Action": "sts:AssumeRole" }
  ]
}
END
ROLE_ARN=$(aws iam create-role --role-name lab --assume-role-policy-document file://trust.json --query Role.Arn --output text)
echo $ROLE_ARN

# Credentials into the environment, one way after the other.
export $(printf "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s" $(aws sts assume-role --role-arn $ROLE_ARN --role-session-name one --query "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]" --output text))
aws sts get-caller-identity --query Arn --output text
export -p | grep -c 'declare -x AWS_'
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN

creds=$(aws sts assume-role --role-arn "$ROLE_ARN" --role-session-name two)
export AWS_ACCESS_KEY_ID=$(echo $creds | jq -r .Credentials.AccessKeyId)
export AWS_SECRET_ACCESS_KEY=$(echo $creds | jq -r '.Credentials.SecretAccessKey')
export AWS_SESSION_TOKEN=$(echo "$creds" | jq -r ".Credentials.SessionToken")
aws sts get-caller-identity | jq -r .Arn
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN

eval $(aws sts assume-role --role-arn $ROLE_ARN --role-session-name three | jq -r '.Credentials | "export AWS_ACCESS_KEY_ID=\(.AccessKeyId) AWS_SECRET_ACCESS_KEY=\(.SecretAccessKey) AWS_SESSION_TOKEN=\(.SessionToken)"')
aws sts get-caller-identity --query Arn --output text
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN

read -r ID SECRET TOKEN <<< $(aws sts assume-role --role-arn $ROLE_ARN --role-session-name four --output text --query 'Credentials.[AccessKeyId, SecretAccessKey, SessionToken]')
AWS_ACCESS_KEY_ID=$ID AWS_SECRET_ACCESS_KEY=$SECRET AWS_SESSION_TOKEN=$TOKEN aws sts get-caller-identity --query Arn --output text
aws sts get-caller-identity --query Arn --output text

assume() {
  local out=$(aws sts assume-role --role-arn "$1" --role-session-name "${2:-lab}")
  export AWS_ACCESS_KEY_ID=$(jq -r .Credentials.AccessKeyId <<< "$out")
  export AWS_SECRET_ACCESS_KEY=$(jq -r .Credentials.SecretAccessKey <<< "$out")
  export AWS_SESSION_TOKEN=$(jq -r .Credentials.SessionToken <<< "$out")
}
assume $ROLE_ARN five && aws sts get-caller-identity --query Arn --output text
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN

cat > env.sh <<END
export LAB_ROLE=$ROLE_ARN
alias_of() { echo "\${1##*/}"; }
END
source env.sh; . ./env.sh; alias_of $LAB_ROLE

# The same by a profile, and the keys it got.
cat >> ~/.aws/config <<END
[profile lab]
role_arn = $ROLE_ARN
source_profile = default
END
AWS_PROFILE=lab aws sts get-caller-identity --query 'Arn' --output text | sed 's/botocore-session-[0-9]*/botocore-session-N/'
eval "$(aws configure export-credentials --profile lab --format env)"; env | grep -c ^AWS_
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION

# Loops, conditions, columns.
for name in ann bob cyd; do
  aws iam create-user --user-name $name --query User.Arn --output text
done
for user in $(aws iam list-users --query 'Users[].UserName' --output text); do echo "$user: $(aws iam list-groups-for-user --user-name $user | jq '.Groups | length') groups"; done
aws iam list-users --output text | awk '{print $NF}' | sort | head -2
aws iam list-users | jq -r '.Users[] | [.UserName, .Path] | @csv' | awk -F, '$1 ~ /ann/ {print "found", $1}'
if aws iam get-user --user-name nobody > /dev/null 2>&1; then echo there; else echo "not there: $?"; fi
aws iam get-user --user-name nobody 2>/dev/null || echo "status $?"
if [[ -z "$AWS_PROFILE" ]] && [ "$(aws iam list-users --query 'length(Users)')" -gt 2 ]; then echo several; fi
i=1; while [ $i -le 2 ]; do printf '%02d %s\n' $i $(date +%F); i=$((i+1)); done
case $ROLE_ARN in *:role/*) echo role;; *:user/*) echo user;; esac
aws iam list-users \
  --query 'Users[?starts_with(UserName, `b`)].[UserName, Path]' \
  --output text
aws iam list-roles | grep -o '"Arn": "[^"]*"' | cut -d'"' -f4 | tr a-z A-Z
echo -n 'user:pass' | base64; echo dXNlcjpwYXNz | base64 --decode; echo
aws iam tag-user --user-name ann --tags '[{"Key":"team","Value":"blue"}]' && aws iam list-user-tags --user-name ann | jq -c '.Tags | from_entries'

# Time passes, and the session with it.
eval $(aws sts assume-role --role-arn $ROLE_ARN --role-session-name short --duration-seconds 900 | jq -r '.Credentials | "export AWS_ACCESS_KEY_ID=\(.AccessKeyId) AWS_SECRET_ACCESS_KEY=\(.SecretAccessKey) AWS_SESSION_TOKEN=\(.SessionToken)"')
date -u +%H:%M; sleep 16m; date -u +%H:%M
aws sts get-caller-identity
