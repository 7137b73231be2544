#!/usr/bin/env Rscript
# Omzet per begeleider per maand, uit de kasboek-export (zonder klantkolommen!)
# gebruik: Rscript omzet.R kasboek_2025.csv

args <- commandArgs(trailingOnly = TRUE)
stopifnot(length(args) == 1)

kas <- read.csv2(args[1], stringsAsFactors = FALSE)
verboden <- c("naam", "adres", "geboortedatum", "bsn", "email")
if (any(verboden %in% tolower(names(kas)))) {
  stop("klantgegevens in het bestand, eerst opnieuw exporteren zonder")
}

kas$maand <- format(as.Date(kas$datum, "%d-%m-%Y"), "%Y-%m")
per <- aggregate(bedrag ~ begeleider + maand, kas, sum)

# streefbedragen, afgesproken 04-03-2025
streef <- c(Shanaya = 4200, Yusuf = 3100, Naoual = 3900, Jurmaine = 2800, Kasia = 2400)
per$verschil <- per$bedrag - streef[per$begeleider]

print(per[order(per$maand, per$begeleider), ], row.names = FALSE)
