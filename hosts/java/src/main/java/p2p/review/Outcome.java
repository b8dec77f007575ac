package p2p.review;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the request can be made. No further values will be added. */
public enum Outcome {
    /** It can be sent as it is. */
    @JsonProperty("eligible")
    ELIGIBLE,
    /** It can't be made, whatever else is answered. */
    @JsonProperty("ineligible")
    INELIGIBLE,
    /** Something still has to be answered or corrected. */
    @JsonProperty("incomplete")
    INCOMPLETE
}
