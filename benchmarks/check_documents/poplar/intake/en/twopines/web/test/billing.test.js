const { buildClaim } = require("../lib/claim");

// Renee says this is the one UCare keeps kicking back, so test with exactly that
const ptUnderTest = {
  name: "WHITEFEATHER, BEATRICE L",
  dob: "02/08/1949",
  memberId: "UCM 455 019 273",
  mbi: "1EG4-TE5-MK73",
  dx: ["E11.9", "I10"],
};

describe("buildClaim", () => {
  test("strips spaces from the member id", () => {
    const claim = buildClaim(ptUnderTest, { cpt: "97802", units: 4 });
    expect(claim.subscriber.id).toBe("UCM455019273");
  });

  test("keeps the comma name intact", () => {
    const claim = buildClaim(ptUnderTest, { cpt: "97802", units: 4 });
    expect(claim.patient.last).toBe("WHITEFEATHER");
  });
});
