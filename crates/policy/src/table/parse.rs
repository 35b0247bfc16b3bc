//! Reading the table; data/gen_actions.py describes its lines.

use super::{
    AccessLevel, Action, ActionTable, ConditionKey, Coverage, ResourceType, Service, TableError, ValueType,
};

pub(super) fn table(text: &str) -> Result<ActionTable, TableError> {
    let mut table = ActionTable::default();
    for (index, line) in text.lines().enumerate() {
        read_line(&mut table, line).ok_or(TableError { line: index + 1 })?;
    }
    table.services.sort_by(|one, other| one.prefix.cmp(&other.prefix));
    Ok(table)
}

fn read_line(table: &mut ActionTable, line: &str) -> Option<()> {
    let mut fields = line.split('\t');
    match fields.next()? {
        "G" => table.global_keys.push(key(fields.next()?, fields.next()?)?),
        "S" => table.services.push(service(fields.next()?, fields.next()?)?),
        "K" => table.services.last_mut()?.keys.push(key(fields.next()?, fields.next()?)?),
        "R" => {
            let resource_type = ResourceType {
                name: fields.next()?.to_owned(),
                arn: format!("arn:aws{}", fields.next()?),
                keys: numbers(fields.next()?)?,
            };
            table.services.last_mut()?.resource_types.push(resource_type);
        }
        "A" => {
            let service = table.services.last_mut()?;
            let name = fields.next()?.to_owned();
            let level = level(fields.next()?)?;
            let of_name = |name| service.resource_types.iter().position(|kind| kind.name == name);
            let resource_types = names(fields.next()?).map(of_name).collect::<Option<_>>()?;
            let keys = numbers(fields.next()?)?;
            let lower = name.to_ascii_lowercase();
            service.actions.push(Action { name, lower, level, resource_types, keys });
        }
        _ => return None,
    }
    fields.next().is_none().then_some(())
}

fn service(prefix: &str, how: &str) -> Option<Service> {
    let coverage = match how {
        "all" => Coverage::All,
        "part" => Coverage::Part,
        "name" => Coverage::NameOnly,
        _ => return None,
    };
    Some(Service {
        prefix: prefix.to_owned(),
        coverage,
        keys: Vec::new(),
        resource_types: Vec::new(),
        actions: Vec::new(),
    })
}

fn key(name: &str, letter: &str) -> Option<ConditionKey> {
    let value_type = match letter.to_ascii_uppercase().as_str() {
        "S" => ValueType::String,
        "A" => ValueType::Arn,
        "N" => ValueType::Numeric,
        "B" => ValueType::Bool,
        "D" => ValueType::Date,
        "I" => ValueType::IpAddress,
        _ => return None,
    };
    let is_multivalued = letter.bytes().all(|byte| byte.is_ascii_lowercase());
    Some(ConditionKey { name: name.to_owned(), value_type, is_multivalued })
}

fn level(letter: &str) -> Option<AccessLevel> {
    Some(match letter {
        "R" => AccessLevel::Read,
        "L" => AccessLevel::List,
        "W" => AccessLevel::Write,
        "T" => AccessLevel::Tagging,
        "P" => AccessLevel::PermissionsManagement,
        _ => return None,
    })
}

fn numbers(text: &str) -> Option<Vec<usize>> {
    text.split_whitespace().map(|number| number.parse().ok()).collect()
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter(|name| !name.is_empty())
}
