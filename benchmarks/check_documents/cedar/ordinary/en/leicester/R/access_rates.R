# Access by MSOA, aggregated counts only (small-number suppression at 5)
# Devinder Pannu <devinder.pannu@soarvalley-tt.example>
library(readr)
library(dplyr)

counts <- read_csv("agg/access_2024_25.csv", col_types = "ccii")

suppress <- function(x, k = 5L) ifelse(x > 0 & x < k, NA_integer_, x)

out <- counts |>
  mutate(referrals = suppress(referrals), entered = suppress(entered)) |>
  group_by(msoa_name) |>
  summarise(across(c(referrals, entered), sum), .groups = "drop") |>
  mutate(rate = round(100 * entered / referrals, 1)) |>
  arrange(desc(rate))

# Sanity check against the published figure: 25,110 referrals, 14-05-2025
stopifnot(sum(out$referrals, na.rm = TRUE) < 25110)

write_csv(out, "agg/access_by_area.csv")
message("Done. Belgrave North, Spinney Hill Road, Evington: see Farida's slides")
