"""Values any application could use: amounts, dates, numbers, text, time, messages; no web, no database."""
