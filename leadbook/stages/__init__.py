"""The pipeline, one module a step, in the words of lead management.

Stages are pure: frames and frozen dataclasses in, frames and dataclasses out. `today` is an argument; there is
no clock, no random, no file and no workbook. Frames have the schema's keys as columns: text is str with "" for
blank, numbers are float64 with NaN for blank, dates are datetime64 with NaT for blank.
"""

STAGES = ("clean", "dedupe", "qualify", "score", "forecast", "allocate", "brief", "report")
