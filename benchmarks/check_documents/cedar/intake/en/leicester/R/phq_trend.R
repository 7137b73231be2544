## quick look at the Wednesday group, wk 1-6
suppressPackageStartupMessages({library(tibble); library(tidyr); library(ggplot2)})

grp <- tribble(
  ~name,                 ~w1, ~w2, ~w3, ~w4, ~w5, ~w6,
  "Shirley Etienne",      18,  17,  17,  14,  12,  11,
  "Nilesh Kotecha-Ward",  13,  13,  15,  10,   9,   9,
  "Precious Mlilwana",    22,  NA,  20,  19,  19,  16,
  "Gurpreet Bansil",      16,  12,  11,   8,   7,   5
)

long <- pivot_longer(grp, -name, names_to = "week", values_to = "phq9")
ggplot(long, aes(week, phq9, group = name)) +
  geom_line() + geom_hline(yintercept = 10, linetype = 2) +
  facet_wrap(~ name) + theme_minimal()
# TODO anonymise before the service meeting!!
ggsave("group_wed.png")
