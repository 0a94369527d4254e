namespace AudioIO;

/// <summary>How labels are written.</summary>
public enum LabelFormat
{
    /// <summary>
    /// Selection table of Raven (Cornell Lab of Ornithology): tab-separated, times both from the start of the recording and in the file that
    /// holds the start.
    /// </summary>
    Raven,

    /// <summary>Label track of Audacity: times, text and frequencies, nothing else.</summary>
    Audacity,

    /// <summary>Comma-separated values with a heading (RFC 4180), by frames and by seconds: all that a label says.</summary>
    Csv,
}
