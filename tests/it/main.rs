//! One test program; this is its table of contents.

mod sandbox;

mod tidy;

mod bad_input;
mod cli_bench;
mod cli_check;
mod cli_city;
mod cli_duplicates;
mod cli_eval;
mod cli_facets;
mod cli_index;
mod cli_inspect;
mod cli_names;
mod cli_search;
mod cli_show;
mod concepts;
mod cross_language;
mod docs;
mod dumps;
mod every_script;
mod facet_evidence;
mod failed_runs;
mod formats_office;
mod formats_texts;
mod formats_web;
mod full_disk;
mod hostile;
mod keeping_up;
mod label_lang;
mod limits;
mod literal;
mod many_readers;
mod picture;
mod promises;
mod relevance;
mod repeats;
mod schema;
mod search_choices;
mod search_forms;
mod titles;
