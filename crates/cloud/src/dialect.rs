//! How the services word what goes wrong before anything is done: S3, the query services and the JSON
//! services each in a way of their own. Source: spec error-wordings.md §3, §5; access-denied-messages.md §4.
//! The codes of the JSON services are those that the SDKs know for all of them.

use crate::error::{ApiError, Fault};
use crate::model::{self, Protocol};
use crate::tick::Timestamp;
use std::borrow::Cow;

/// How far the sender's clock may be off, in seconds.
pub(crate) const SKEW: i64 = 15 * 60;

/// A family of services that word their refusals alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    S3,
    Query,
    Json,
    /// Of the JSON services SQS refuses as it did when it spoke the query protocol.
    Sqs,
    /// A query service that refuses in words of its own.
    Sns,
    /// Lambda: as the JSON services, with statuses that say what is wrong.
    RestJson,
    /// EC2, which does not tell what is wrong with credentials.
    Ec2,
}

type Text = (&'static str, u16, &'static str);

impl Dialect {
    /// The dialect of a service by its endpoint prefix.
    pub(crate) fn of(service: &str) -> Self {
        match model::service(service).map(|m| m.protocol) {
            _ if service == "sqs" => Self::Sqs,
            _ if service == "sns" => Self::Sns,
            Some(Protocol::RestXml) => Self::S3,
            Some(Protocol::Json) => Self::Json,
            Some(Protocol::RestJson) => Self::RestJson,
            Some(Protocol::Ec2) => Self::Ec2,
            Some(Protocol::Query) | None => Self::Query,
        }
    }

    fn say(self, s3: Text, query: Text, json: Text) -> ApiError {
        let (code, http, message) = match self {
            Self::S3 => s3,
            Self::Query | Self::Sns | Self::Sqs | Self::Ec2 => query,
            Self::Json => json,
            Self::RestJson => (json.0, 403, json.2),
        };
        ApiError::authentication(code, http, message)
    }

    /// The policies do not allow it.
    pub(crate) fn access_denied(self, message: String) -> ApiError {
        let (code, http) = match self {
            Self::S3 | Self::Query | Self::Sqs => ("AccessDenied", 403),
            Self::Sns => ("AuthorizationError", 403),
            Self::Json => ("AccessDeniedException", 400),
            Self::RestJson => ("AccessDeniedException", 403),
            Self::Ec2 => ("UnauthorizedOperation", 403),
        };
        let message = match self {
            Self::Ec2 => format!("You are not authorized to perform this operation. {message}"),
            _ => message,
        };
        ApiError::new(code, http, message).with_fault(Fault::Authorization)
    }

    /// An action as refusals print it.
    pub(crate) fn action(self, action: &str) -> Cow<'_, str> {
        match action.split_once(':') {
            Some(("sqs", name)) if self == Self::Sqs => format!("sqs:{}", name.to_ascii_lowercase()).into(),
            Some(("sns", name)) if self == Self::Sns => format!("SNS:{name}").into(),
            _ => action.into(),
        }
    }

    /// The parameters do not fit the operation's model.
    pub(crate) fn validation(self, message: String) -> ApiError {
        match self {
            Self::S3 | Self::Query | Self::Sns => ApiError::validation(message),
            Self::Sqs | Self::Ec2 => ApiError::new("InvalidParameterValue", 400, message),
            Self::Json | Self::RestJson => ApiError::new("ValidationException", 400, message),
        }
    }

    pub(crate) fn unsigned(self) -> ApiError {
        let query = ("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
        self.say(query, query, ("MissingAuthenticationTokenException", 400, "Missing Authentication Token"))
    }

    pub(crate) fn unknown_key(self) -> ApiError {
        const INVALID: &str = "The security token included in the request is invalid.";
        if self == Self::Ec2 {
            return Self::not_validated();
        }
        self.say(
            ("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."),
            ("InvalidClientTokenId", 403, INVALID),
            ("UnrecognizedClientException", 400, INVALID),
        )
    }

    pub(crate) fn bad_token(self) -> ApiError {
        self.say(
            ("InvalidToken", 400, "The provided token is malformed or otherwise invalid."),
            ("InvalidClientTokenId", 403, "The security token included in the request is invalid"),
            ("UnrecognizedClientException", 400, "The security token included in the request is invalid."),
        )
    }

    pub(crate) fn expired(self) -> ApiError {
        const EXPIRED: &str = "The security token included in the request is expired";
        self.say(
            ("ExpiredToken", 400, "The provided token has expired."),
            ("ExpiredToken", 403, EXPIRED),
            ("ExpiredTokenException", 400, EXPIRED),
        )
    }

    pub(crate) fn wrong_signature(self) -> ApiError {
        const START: &str = "The request signature we calculated does not match the signature you provided.";
        match self {
            Self::S3 => return self.signature(format!("{START} Check your key and signing method.")),
            Self::Ec2 => return Self::not_validated(),
            _ => {}
        }
        self.signature(format!(
            "{START} Check your AWS Secret Access Key and signing method. Consult the service documentation for \
             details."
        ))
    }

    /// Headers that say what is done are there, but not covered by the signature.
    pub(crate) fn unsigned_headers(self) -> ApiError {
        if self == Self::S3 {
            let text = "There were headers present in the request which were not signed";
            return ApiError::authentication("AccessDenied", 403, text);
        }
        self.wrong_signature()
    }

    /// EC2's answer to keys and signatures that are wrong.
    fn not_validated() -> ApiError {
        let message = "AWS was not able to validate the provided access credentials";
        ApiError::authentication("AuthFailure", 401, message)
    }

    fn signature(self, message: String) -> ApiError {
        let (code, http) = match self {
            Self::S3 | Self::Query | Self::Sns | Self::Sqs | Self::Ec2 => ("SignatureDoesNotMatch", 403),
            Self::Json => ("InvalidSignatureException", 400),
            Self::RestJson => ("InvalidSignatureException", 403),
        };
        ApiError::authentication(code, http, message)
    }

    pub(crate) fn incomplete(self) -> ApiError {
        const MISSING: &str = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' \
                               header and the parts Credential, SignedHeaders and Signature.";
        self.say(
            ("AuthorizationHeaderMalformed", 400, "The authorization header is malformed."),
            ("IncompleteSignature", 400, MISSING),
            ("IncompleteSignatureException", 400, MISSING),
        )
    }

    pub(crate) fn skewed(self, sent: Timestamp, now: Timestamp) -> ApiError {
        if self == Self::S3 {
            let text = "The difference between the request time and the current time is too large.";
            return ApiError::authentication("RequestTimeTooSkewed", 403, text);
        }
        let (fault, limit, sign) = if sent < now {
            ("Signature expired", now.plus(-SKEW), '-')
        } else {
            ("Signature not yet current", now.plus(SKEW), '+')
        };
        let relation = if sent < now { "now earlier" } else { "still later" };
        self.signature(format!(
            "{fault}: {} is {relation} than {} ({} {sign} 15 min.)",
            sent.amz(),
            limit.amz(),
            now.amz()
        ))
    }
}
