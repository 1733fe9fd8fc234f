//! Mails and mailboxes become Documents: the mail itself, and each attachment by itself.
//!
//! A mail's subject is its title, its date its date; who wrote it is kept as a field. The first text of a mail
//! is taken as it is, and where there is only a web page, the page. What is attached goes to the readers of
//! files under the name `mail.eml/flyer.pdf`; pictures, sounds and films in a mail are no documents and
//! are passed over. A mailbox is read mail by mail, each called by its place in it: `box.mbox/3`.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use mail_parser::{Address, DateTime, Message, MessageParser, MimeHeaders, PartType};
use serde_json::Value;

use crate::error::{Error, Limit, Result};
use crate::read::archive::{leads_out, part_name};
use crate::read::contents::{Documents, of_bytes};
use crate::read::document::Document;
use crate::read::html;
use crate::read::place::{Fault, Laid, Place, size};

/// What a mail's header has, in lower letters.
const FIELDS: &[&str] = &[
    "from",
    "to",
    "cc",
    "date",
    "subject",
    "message-id",
    "received",
    "return-path",
    "mime-version",
    "delivered-to",
    "content-type",
    "reply-to",
    "sender",
    "dkim-signature",
    "content-transfer-encoding",
    "user-agent",
    "in-reply-to",
    "references",
    "list-id",
];
/// How many of them make a mail; a text that begins with "Subject:" and "Date:" is a memo.
const ENOUGH: usize = 3;

/// Whether bytes are a mail: its header is there, and nothing else before the first blank line.
pub(crate) fn is_mail(head: &[u8]) -> bool {
    let mut known = 0;
    let mut has_sender = false;
    for line in head.split(|byte| *byte == b'\n').take(200) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        // A long field goes on in the next line, which begins with a blank.
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return false };
        let name = String::from_utf8_lossy(&line[..colon]).to_lowercase();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        known += usize::from(FIELDS.contains(&name.as_str()));
        has_sender |= matches!(name.as_str(), "from" | "message-id" | "received" | "return-path");
    }
    has_sender && known >= ENOUGH
}

/// Whether bytes are a mailbox: a line `From `, then a mail.
pub(crate) fn is_mailbox(head: &[u8]) -> bool {
    let Some(rest) = head.strip_prefix(b"From ") else { return false };
    let end = rest.iter().position(|byte| *byte == b'\n');
    end.is_some_and(|end| is_mail(&rest[end + 1..]))
}

/// The documents of a mail.
pub(crate) fn documents(place: &Place, bytes: &[u8]) -> Vec<Result<Document>> {
    match MessageParser::default().parse(bytes) {
        Some(message) => message_documents(place, &message),
        None => vec![Err(place.error("a mail", Fault::Broken("it has no header".to_owned())))],
    }
}

fn message_documents(place: &Place, message: &Message<'_>) -> Vec<Result<Document>> {
    let mut found = vec![body(place, message).and_then(|laid| place.document(laid))];
    let mut names: Vec<String> = Vec::new();
    for part in message.attachments() {
        let bytes: Cow<'_, [u8]> = match &part.body {
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Cow::Borrowed(bytes),
            PartType::Text(text) | PartType::Html(text) => Cow::Borrowed(text.as_bytes()),
            PartType::Message(inner) => Cow::Borrowed(inner.raw_message()),
            PartType::Multipart(_) => continue,
        };
        let kind = part.content_type().map(|kind| kind.ctype().to_lowercase()).unwrap_or_default();
        if matches!(kind.as_str(), "image" | "audio" | "video") {
            continue;
        }
        let number = names.len() + 1;
        let given = part.attachment_name().map(|name| part_name(name.as_bytes()).replace('/', "_"));
        let given = given.filter(|name| !leads_out(name));
        let mut name = given.unwrap_or_else(|| match &part.body {
            PartType::Message(_) => format!("{number}.eml"),
            _ => number.to_string(),
        });
        if names.contains(&name) {
            name = format!("{name}~{number}");
        }
        let part = place.part(&name);
        names.push(name);
        match part.check_depth() {
            Ok(()) => found.extend(of_bytes(part, bytes)),
            Err(error) => found.push(Err(error)),
        }
    }
    // A mail that only carries something is no document of its own.
    if found.len() > 1 && matches!(found[0], Err(Error::EmptyDocument { .. })) {
        drop(found.remove(0));
    }
    found
}

/// The mail itself.
fn body(place: &Place, message: &Message<'_>) -> Result<Laid> {
    let mut laid = Laid::default();
    let title = message.subject().map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" "));
    laid.stated.title = title.filter(|title| !title.is_empty());
    laid.stated.date = message.date().and_then(day);
    for (field, people) in [("from", message.from()), ("to", message.to())] {
        let people = people.map(people_of).unwrap_or_default();
        if !people.is_empty() {
            laid.stated.extra.insert(field.to_owned(), Value::String(people));
        }
    }
    let is_page = |part: &&mail_parser::MessagePart<'_>| matches!(part.body, PartType::Html(_));
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(text) => paragraphs(text, &mut laid),
            PartType::Html(page) => {
                let page = html::page(page, &place.limits);
                laid.layout.append(&page.text, &page.marks);
                laid.notes.extend(page.notes);
            }
            _ => {}
        }
        if is_page(&part) {
            break;
        }
    }
    Ok(laid)
}

/// The paragraphs of a text; the lines quoted of an earlier mail stay: often it is not there otherwise.
fn paragraphs(text: &str, laid: &mut Laid) {
    let text = text.replace("\r\n", "\n");
    // Behind this line stands who writes, in every mail again.
    let text = text.split("\n-- \n").next().unwrap_or_default();
    for paragraph in text.split("\n\n") {
        laid.layout.paragraph(paragraph);
    }
}

fn day(date: &DateTime) -> Option<String> {
    let is_day = date.year > 1900 && (1..=12).contains(&date.month) && (1..=31).contains(&date.day);
    is_day.then(|| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

fn people_of(address: &Address<'_>) -> String {
    let told = address.iter().filter_map(|person| match (person.name(), person.address()) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (name, address) => name.or(address).map(str::to_owned),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The documents of a mailbox, while it is read.
pub(crate) fn mailbox<'a>(place: Place, reader: impl BufRead + Send + 'a) -> Documents<'a> {
    Box::new(Mailbox { place, reader, number: 0, line: Vec::new(), now: None, is_done: false })
}

struct Mailbox<'a, R> {
    place: Place,
    reader: R,
    /// The mail in hand, from 1.
    number: usize,
    line: Vec<u8>,
    now: Option<Documents<'a>>,
    is_done: bool,
}

impl<R: BufRead> Iterator for Mailbox<'_, R> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        loop {
            if let Some(document) = self.now.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            if self.is_done {
                return None;
            }
            if self.number > self.place.limits.documents {
                self.is_done = true;
                let what = format!("it has more than {} mails", self.place.limits.documents);
                return Some(Err(self.place.exceeded(Limit::Documents, what)));
            }
            match self.mail() {
                Err(source) => {
                    self.is_done = true;
                    return Some(Err(crate::read::archive::failed(&self.place, source)));
                }
                Ok(bytes) => {
                    let mail = self.place.part(&self.number.to_string());
                    let is_empty = bytes.trim_ascii().is_empty();
                    self.number += 1;
                    if bytes.len() as u64 > mail.limits.bytes {
                        let what = format!("it is larger than {}", size(mail.limits.bytes));
                        return Some(Err(mail.exceeded(Limit::Bytes, what)));
                    }
                    if !is_empty {
                        let read =
                            crate::read::contents::guarded(&mail.path, || Ok(documents(&mail, &bytes)));
                        let found = read.unwrap_or_else(|error| vec![Err(error)]);
                        self.now = Some(Box::new(found.into_iter()));
                    }
                }
            }
        }
    }
}

impl<R: BufRead> Mailbox<'_, R> {
    /// The bytes up to the next line `From ` behind a blank one; of a mail that is too large, only that it is.
    fn mail(&mut self) -> std::io::Result<Vec<u8>> {
        let most = self.place.limits.bytes as usize;
        let mut bytes: Vec<u8> = Vec::new();
        let mut is_behind_blank = true;
        loop {
            self.line.clear();
            if self.reader.by_ref().take(most as u64).read_until(b'\n', &mut self.line)? == 0 {
                self.is_done = true;
                return Ok(bytes);
            }
            if is_behind_blank && self.line.starts_with(b"From ") {
                return Ok(bytes);
            }
            is_behind_blank = self.line.trim_ascii().is_empty();
            // Lines of a text that began with `From ` were written `>From `.
            let quoted = self.line.iter().position(|byte| *byte != b'>').unwrap_or(0);
            let line = if quoted > 0 && self.line[quoted..].starts_with(b"From ") {
                &self.line[1..]
            } else {
                &self.line
            };
            if bytes.len() <= most {
                bytes.extend_from_slice(line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::Path;

    use crate::read::document::Document;
    use crate::read::mail::{documents, is_mail, is_mailbox, mailbox};
    use crate::read::place::Place;

    const MAIL: &str = "From: =?utf-8?B?7ISc7Jq4?= <seoul@example.org>\r\nTo: all@example.org\r\n\
        Subject: =?utf-8?Q?Ville_apprenante_=C3=A0_=C3=89vora?=\r\nDate: Wed, 14 Feb 2024 10:00:00 +0900\r\n\
        Message-ID: <1@example.org>\r\n\r\nBonjour,\r\n\r\nla ville ouvre\r\nses portes.\r\n-- \r\nA. Silva\r\n";

    fn good(mail: &str) -> Vec<Document> {
        let place = Place::file(Path::new("a.eml"));
        documents(&place, mail.as_bytes()).into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn a_mail_states_its_subject_its_day_and_who_wrote_it() {
        assert!(is_mail(MAIL.as_bytes()) && !is_mailbox(MAIL.as_bytes()));
        let found = good(MAIL);
        assert_eq!(found[0].text, "Bonjour,\n\nla ville ouvre\nses portes.\n");
        assert_eq!(found[0].stated.title.as_deref(), Some("Ville apprenante à Évora"));
        assert_eq!(found[0].stated.date.as_deref(), Some("2024-02-14"));
        assert_eq!(found[0].stated.extra["from"], "서울 <seoul@example.org>");
    }

    #[test]
    fn a_memo_is_no_mail() {
        assert!(!is_mail(b"Subject: our plan\nDate: 2024\n\nA text."));
        assert!(!is_mail("Note: words\nFrom: here\nDate: now\nno colon here\n\n".as_bytes()));
        assert!(!is_mailbox(b"From here to there\nit is a long way.\n"));
    }

    #[test]
    fn attachments_are_documents_of_their_own_and_pictures_are_not() {
        let mail = "From: a@example.org\nDate: Wed, 14 Feb 2024 10:00:00 +0900\nSubject: two\nMIME-Version: 1.0\n\
            Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Une <b>page</b>\n--b\n\
            Content-Type: text/plain\nContent-Disposition: attachment; filename=\"../x/plan.txt\"\n\nThe plan.\n--b\n\
            Content-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nxx\n--b--\n";
        let told: Vec<_> = good(mail).into_iter().map(|document| (document.id, document.text)).collect();
        assert_eq!(told[0], ("a.eml".to_owned(), "Une page\n".to_owned()));
        assert_eq!((told[1].0.as_str(), told[1].1.trim()), ("a.eml/.._x_plan.txt", "The plan."));
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn a_mailbox_is_read_mail_by_mail() {
        let both = format!(
            "From a@example.org Wed Feb 14\n{MAIL}\nFrom b@example.org Thu Feb 15\n{MAIL}>From here on.\n"
        );
        assert!(is_mailbox(both.as_bytes()));
        let found: Vec<_> =
            mailbox(Place::file(Path::new("b.mbox")), Cursor::new(both)).map(Result::unwrap).collect();
        let ids: Vec<_> = found.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["b.mbox/1", "b.mbox/2"]);
    }
}
