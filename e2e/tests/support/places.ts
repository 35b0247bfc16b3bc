import type { Page } from "@playwright/test";
import { account, bucket, readOnly, role, trust, user } from "./exercise";
import { paste } from "./terminal";

const details = (kind: string, name: string, rest = "") => `/iam/${kind}/details/${encodeURIComponent(name)}${rest}`;
const custom = `arn:aws:iam::${account}:policy/team/Custom`;

/** Every page of the console, and every tab. */
export const places = [
  "/",
  "/iam",
  "/iam/users",
  "/iam/users/create",
  details("users", user),
  details("users", user, "?tab=groups"),
  details("users", user, "?tab=tags"),
  details("users", user, "?tab=security_credentials"),
  details("users", user, "?tab=last_accessed"),
  details("users", user, "/add-permissions"),
  details("users", user, "/inline-policy"),
  details("users", user, "/inline-policy?policy=Inline"),
  details("users", user, "/create-access-key"),
  "/iam/groups",
  "/iam/groups/create",
  details("groups", "readers"),
  details("groups", "readers", "?tab=permissions"),
  details("groups", "readers", "/add-users"),
  details("groups", "readers", "/inline-policy"),
  "/iam/identity_providers",
  "/iam/identity_providers/create",
  "/iam/account_settings",
  "/iam/credential_report",
  "/iam/roles",
  "/iam/roles/create",
  details("roles", role),
  details("roles", role, "?tab=trust_relationships"),
  details("roles", role, "?tab=tags"),
  details("roles", role, "/add-permissions"),
  details("roles", role, "/inline-policy"),
  details("roles", role, "/edit-trust"),
  "/iam/policies",
  "/iam/policies/create",
  details("policies", readOnly),
  details("policies", custom, "?tab=entities_attached"),
  details("policies", custom, "?tab=policy_versions"),
  details("policies", custom, "/edit"),
  "/s3/buckets",
  "/s3/bucket/create",
  `/s3/buckets/${bucket}`,
  `/s3/bucket-permissions/${bucket}`,
  `/s3/bucket-permissions/${bucket}/policy`,
  `/s3/upload/${bucket}`,
  `/s3/object/${bucket}?key=README.txt`,
  "/organizations/accounts",
  "/organizations/settings",
  "/sqs",
  "/sqs/create",
  "/switchrole",
  "/events",
  "/coverage",
  "/nowhere",
];

const document = '{"Version":"2012-10-17","Statement":[{"Sid":"One","Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}';

/** Furnishes the world by the terminal, which must be open, so that no page is empty. */
export async function furnish(page: Page): Promise<void> {
  const lines = [
    `aws iam create-user --user-name ${user} --tags Key=team,Value=blue`,
    `aws iam create-login-profile --user-name ${user} --password Correct-Horse-7`,
    `aws iam create-access-key --user-name ${user}`,
    "aws iam create-group --group-name readers",
    `aws iam add-user-to-group --group-name readers --user-name ${user}`,
    `aws iam put-user-policy --user-name ${user} --policy-name Inline --policy-document '${document}'`,
    `cat > trust.json <<'EOF'\n${trust}\nEOF`,
    `aws iam create-role --role-name ${role} --assume-role-policy-document file://trust.json --tags Key=team,Value=blue`,
    `aws iam attach-role-policy --role-name ${role} --policy-arn ${readOnly}`,
    `aws iam create-policy --path /team/ --policy-name Custom --description 'What it is for' --policy-document '${document}'`,
    `aws iam attach-user-policy --user-name ${user} --policy-arn ${custom}`,
  ];
  await paste(page, `${lines.join("\n")}\n`);
}
