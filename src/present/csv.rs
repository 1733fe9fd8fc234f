//! Results become rows for a spreadsheet (RFC 4180).

use std::io::{self, Write};

use crate::present::Answer;

const COLUMNS: &str = "query,rank,score,id,document,title,kind,date,year,countries,cities,language,path,\
                       first_line,last_line,start,end,text";

/// Writes the names of the columns; once, before the first answer.
///
/// # Errors
/// Those of `out`.
pub fn head(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{COLUMNS}\r\n")
}

/// Writes one row a hit.
pub(crate) fn results(answer: Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    for hit in &answer.results.hits {
        let (stored, document) = (&hit.stored, &hit.stored.document);
        let row = [
            answer.id.unwrap_or(&answer.query.text).to_owned(),
            hit.rank.to_string(),
            format!("{:.4}", hit.score),
            stored.id.clone(),
            document.id.clone(),
            document.title.clone(),
            document.kind.clone(),
            document.date.clone().unwrap_or_default(),
            document.year.map_or_else(String::new, |year| year.to_string()),
            stored.countries.join(";"),
            stored.cities.join(";"),
            stored.language.clone(),
            document.path.clone(),
            stored.first_line.to_string(),
            stored.last_line.to_string(),
            stored.start.to_string(),
            stored.end.to_string(),
            stored.text.clone(),
        ];
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        write!(out, "{}\r\n", cells.join(","))?;
    }
    Ok(())
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cell_with_a_comma_or_a_quotation_mark_is_quoted() {
        assert_eq!(super::quoted("plain"), "plain");
        assert_eq!(super::quoted("Seo-gu, \"Gwangju\""), "\"Seo-gu, \"\"Gwangju\"\"\"");
    }
}
