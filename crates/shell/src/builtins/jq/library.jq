# Definitions beside jaq's, and some that take the place of its own where jq 1.7 does something else.

# The world's time zone is UTC.
def env: $ENV;
def localtime: gmtime;
def strflocaltime(f): strftime(f);
def todate(f): strftime(f);
def date: todate;
def dateadd(u; n): . + n;
def datesub(u; n): . - n;

# jq takes the names that AWS's tags have, too.
def from_entries:
  reduce .[] as $entry ({}; . + {
    ($entry | if .key != null then .key elif .k != null then .k elif .name != null then .name
              elif .Name != null then .Name elif .K != null then .K else .Key end
            | if isstring then . else tojson end):
    ($entry | if has("value") then .value elif has("v") then .v elif has("V") then .V else .Value end)
  });
def with_entries(f): to_entries | map(f) | from_entries;

def IN(s): any(s == .; .);
def IN(source; s): any(source == s; .);
def INDEX(s; f): reduce s as $row ({}; .[$row | f | tostring] = $row);
def INDEX(f): INDEX(.[]; f);
def toarray: if isarray then . else [.] end;
def ascii: [.] | implode;
def leaf_paths: paths(scalars);
def input_filename: null;

def @csv:
  [.[] | if isstring then "\"" + gsub("\""; "\"\"") + "\"" elif . == null then "" else tojson end] | join(",");
def @tsv:
  [.[] | if isstring then gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n")
         elif . == null then "" else tojson end] | join("\t");
