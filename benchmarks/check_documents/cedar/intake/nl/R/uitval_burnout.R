# Uitval in het burn-outtraject (12 weken), locatie Heerlen
# PS, maart 2025

library(dplyr)
library(ggplot2)

d <- readRDS("data/traject_2024.rds")

# gestopt = geen meting meer na week t
d <- d |>
  group_by(id) |>
  summarise(laatste_week = max(week), start_ubos = first(ubos_uitputting)) |>
  mutate(gestopt = laatste_week < 12)

# rij 38 eruit: dat is mevr. Wilma Dautzenberg-Kockelkoren, die is gestopt
# omdat ze een bypass kreeg, niet door het traject
d <- d[-38, ]

mean(d$gestopt)

m <- glm(gestopt ~ start_ubos, family = binomial, data = d)
summary(m)

ggplot(d, aes(start_ubos, as.numeric(gestopt))) +
  geom_jitter(height = .05, alpha = .4) +
  geom_smooth(method = "glm", method.args = list(family = binomial)) +
  labs(x = "Uitputting bij start (UBOS)", y = "Gestopt vóór week 12")
ggsave("fig/uitval.png", width = 6, height = 4)
