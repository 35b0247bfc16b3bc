//! Virtual MFA devices. Source: spec iam-api.md §3, §10. Error texts are UNCONFIRMED where the spec has none.

use super::model::{MfaAssignment, MfaDevice, User};
use super::show::{self, Detail, iam, iam_mut, no_user, one, tag_list};
use super::users::{named_mut, named_or_own};
use super::{mfa_qr, read, tags, target, write};
use crate::arn;
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Check, Output, Planning, Rows};
use crate::paging::page;
use crate::totp;
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Source: spec iam-api.md §3.
const MOST_DEVICES: usize = 8;
/// Bytes of a seed: 64 letters of base32.
const SEED: usize = 40;

pub(super) const ROWS: Rows = &[
    write(
        "CreateVirtualMFADevice",
        Access::Write,
        "iam:CreateVirtualMFADevice",
        new_device,
        create,
        "aws iam create-virtual-mfa-device --virtual-mfa-device-name bob --outfile seed.txt \
         --bootstrap-method Base32StringSeed",
    ),
    write(
        "DeleteVirtualMFADevice",
        Access::Write,
        "iam:DeleteVirtualMFADevice",
        device,
        delete,
        "aws iam delete-virtual-mfa-device --serial-number arn:aws:iam::111122223333:mfa/bob",
    ),
    read(
        "ListVirtualMFADevices",
        Access::List,
        "iam:ListVirtualMFADevices",
        all_devices,
        list_virtual,
        "aws iam list-virtual-mfa-devices",
    ),
    write(
        "EnableMFADevice",
        Access::Write,
        "iam:EnableMFADevice",
        target::user,
        enable,
        "aws iam enable-mfa-device --user-name bob --serial-number arn:aws:iam::111122223333:mfa/bob \
         --authentication-code1 123456 --authentication-code2 654321",
    ),
    write(
        "ResyncMFADevice",
        Access::Write,
        "iam:ResyncMFADevice",
        target::user,
        resync,
        "aws iam resync-mfa-device --user-name bob --serial-number arn:aws:iam::111122223333:mfa/bob \
         --authentication-code1 123456 --authentication-code2 654321",
    ),
    write(
        "DeactivateMFADevice",
        Access::Write,
        "iam:DeactivateMFADevice",
        target::user_or_self,
        deactivate,
        "aws iam deactivate-mfa-device --user-name bob --serial-number arn:aws:iam::111122223333:mfa/bob",
    ),
    read(
        "GetMFADevice",
        Access::Read,
        "iam:GetMFADevice",
        target::user_or_self,
        get,
        "aws iam get-mfa-device --user-name bob --serial-number arn:aws:iam::111122223333:mfa/bob",
    ),
    read(
        "ListMFADevices",
        Access::List,
        "iam:ListMFADevices",
        target::user_or_self,
        list,
        "aws iam list-mfa-devices --user-name admin",
    ),
];

fn new_device(p: &Planning<'_>) -> Result<Check, ApiError> {
    target::new(p, "mfa", "VirtualMFADeviceName")
}

/// Denials name the devices' common path, as with users.
fn all_devices(p: &Planning<'_>) -> Result<Check, ApiError> {
    Ok(target::list(p, "mfa"))
}

/// The device that `SerialNumber` names.
pub(super) fn device(p: &Planning<'_>) -> Result<Check, ApiError> {
    target::arn_given(p, "SerialNumber", |iam, serial| iam.mfa_devices.get(serial).map(|d| &d.tags))
}

fn missing(serial: &str) -> ApiError {
    ApiError::no_such_entity(format!("VirtualMFADevice with serial number {serial} does not exist."))
}

/// The device that `SerialNumber` names.
pub(super) fn named<'a>(ok: &Authorized, world: &'a World) -> Result<&'a MfaDevice, ApiError> {
    let serial = ok.input().text("SerialNumber")?;
    iam(ok, world)?.mfa_devices.get(serial).map(AsRef::as_ref).ok_or_else(|| missing(serial))
}

/// The device that `SerialNumber` names, to change.
pub(super) fn device_mut<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut MfaDevice, ApiError> {
    let serial = ok.input().text("SerialNumber")?;
    iam_mut(ok, world)?.mfa_devices.get_mut(serial).map(Arc::make_mut).ok_or_else(|| missing(serial))
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("VirtualMFADeviceName")?;
    let serial = arn::iam(ok.account(), "mfa", ok.input().opt_text("Path").unwrap_or("/"), name);
    if iam(ok, world)?.mfa_devices.contains_key(&serial) {
        return Err(ApiError::already_exists("MFADevice entity at the same path and name already exists."));
    }
    let device = MfaDevice {
        seed: totp::base32(&ok.random().bytes(SEED)),
        assigned: None,
        last_step: None,
        tags: tags::checked_case_sensitive(ok.input().tags())?,
    };
    let alias = world.account(ok.account()).and_then(|account| account.alias.as_deref());
    let mut answer = json!({
        "SerialNumber": serial,
        "Base32StringSeed": BASE64.encode(&device.seed),
        "QRCodePNG": BASE64.encode(mfa_qr::png(name, alias.unwrap_or(ok.account()), &device.seed)),
    });
    if !device.tags.is_empty() {
        answer["Tags"] = tag_list(&device.tags);
    }
    iam_mut(ok, world)?.mfa_devices.insert(serial, Arc::new(device));
    Ok(one("VirtualMFADevice", answer))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    if named(ok, world)?.assigned.is_some() {
        return Err(ApiError::delete_conflict("MFA VirtualDevice in use. Must deactivate first."));
    }
    iam_mut(ok, world)?.mfa_devices.remove(ok.input().text("SerialNumber")?);
    Ok(Map::new())
}

fn list_virtual(ok: &Authorized, world: &World) -> Output {
    let wanted = ok.input().opt_text("AssignmentStatus").unwrap_or("Any");
    let fits = |device: &MfaDevice| match wanted {
        "Assigned" => device.assigned.is_some(),
        "Unassigned" => device.assigned.is_none(),
        _ => true,
    };
    let all = iam(ok, world)?.mfa_devices.iter().filter(|(_, device)| fits(device));
    page(ok.input(), "VirtualMFADevices", all, |(serial, device)| {
        let mut row = Map::from_iter([("SerialNumber".to_owned(), Value::from(serial.as_str()))]);
        if let Some(assigned) = &device.assigned {
            let user = holder(ok, world, assigned).map(|user| show::user(user, ok.account(), Detail::Row));
            row.extend(user.map(|user| ("User".to_owned(), user)));
            row.insert("EnableDate".to_owned(), assigned.at.iso().into());
        }
        Value::from(row)
    })
}

fn holder<'a>(ok: &Authorized, world: &'a World, assigned: &MfaAssignment) -> Option<&'a User> {
    iam(ok, world).ok()?.user(&world.unique_ids.get(&assigned.user_id)?.key)
}

/// The time step of the second of the two codes given, which must be the device's.
fn checked_pair(ok: &Authorized, device: &MfaDevice) -> Result<i64, ApiError> {
    let input = ok.input();
    let codes = (input.text("AuthenticationCode1")?, input.text("AuthenticationCode2")?);
    device.step_of_pair(codes, ok.now()).ok_or_else(|| {
        ApiError::new("InvalidAuthenticationCode", 403, "Authentication code for device is not valid.")
    })
}

fn enable(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("UserName")?;
    let user = iam(ok, world)?.user(name).ok_or_else(|| no_user(name))?;
    let device = named(ok, world)?;
    if device.assigned.is_some() {
        return Err(ApiError::already_exists("MFA Device is already in use."));
    }
    if user.mfa_devices.len() >= MOST_DEVICES {
        return Err(ApiError::quota("MFADevicesPerUser", MOST_DEVICES));
    }
    let step = checked_pair(ok, device)?;
    let user_id = user.id.clone();
    let device = device_mut(ok, world)?;
    device.assigned = Some(MfaAssignment { user_id, at: ok.now() });
    device.last_step = Some(step);
    named_mut(ok, world)?.mfa_devices.push(ok.input().text("SerialNumber")?.to_owned());
    Ok(Map::new())
}

/// Devices here run by the world's clock and cannot drift away: what remains is that the codes must be good.
fn resync(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("UserName")?;
    let user = iam(ok, world)?.user(name).ok_or_else(|| no_user(name))?;
    own_serial(ok, user)?;
    let step = checked_pair(ok, named(ok, world)?)?;
    device_mut(ok, world)?.last_step = Some(step);
    Ok(Map::new())
}

/// `SerialNumber`, if it is of a device of the user's.
fn own_serial<'a>(ok: &'a Authorized, user: &User) -> Result<&'a str, ApiError> {
    let serial = ok.input().text("SerialNumber")?;
    let own = user.mfa_devices.iter().any(|own| own == serial);
    own.then_some(serial)
        .ok_or_else(|| ApiError::no_such_entity(format!("MFA Device with serial number {serial} not found.")))
}

fn deactivate(ok: &Authorized, world: &mut World) -> Output {
    let user = named_or_own(ok, world)?;
    let serial = own_serial(ok, user)?;
    let name = user.name.clone();
    device_mut(ok, world)?.assigned = None;
    if let Some(user) = iam_mut(ok, world)?.user_mut(&name) {
        user.mfa_devices.retain(|own| own != serial);
    }
    Ok(Map::new())
}

fn enabled(device: &MfaDevice) -> Option<String> {
    device.assigned.as_ref().map(|assigned| assigned.at.iso())
}

fn get(ok: &Authorized, world: &World) -> Output {
    let device = named(ok, world)?;
    let named_user = ok.input().opt_text("UserName").map(|_| named_or_own(ok, world)).transpose()?;
    let user = match named_user {
        Some(user) => {
            own_serial(ok, user)?;
            Some(user)
        }
        None => device.assigned.as_ref().and_then(|assigned| holder(ok, world, assigned)),
    };
    let mut out = Map::new();
    out.extend(user.map(|user| ("UserName".to_owned(), user.name.as_str().into())));
    out.insert("SerialNumber".to_owned(), ok.input().text("SerialNumber")?.into());
    out.extend(enabled(device).map(|at| ("EnableDate".to_owned(), at.into())));
    Ok(out)
}

fn list(ok: &Authorized, world: &World) -> Output {
    let user = named_or_own(ok, world)?;
    let devices = &iam(ok, world)?.mfa_devices;
    page(ok.input(), "MFADevices", &user.mfa_devices, |serial| {
        let at = devices.get(serial).and_then(|device| enabled(device));
        json!({"UserName": user.name, "SerialNumber": serial, "EnableDate": at})
    })
}
