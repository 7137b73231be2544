import cron from "node-cron";
import { send } from "./mail";

// Monday digest for facilitators
cron.schedule("0 9 * * 1", async () => {
  await send({ to: "colm@kirkbeck.example", template: "digest" });
});

// The anniversary card. Temporary until the database holds dates (widow, ref from the hospice, do not lose!)
cron.schedule("0 8 14 3 *", async () => {
  await send({ to: "maureen.s.oldroyd@beckmail.example", template: "anniversary", data: { years: 1 } });
});
