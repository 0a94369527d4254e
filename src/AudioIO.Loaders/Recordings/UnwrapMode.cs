namespace AudioIO;

/// <summary>What becomes of samples that unwrapping moves out of the range from −1 to 1.</summary>
public enum UnwrapMode
{
    /// <summary>They are clipped: every sample lies within ±1.</summary>
    Clip,

    /// <summary>All samples are halved, so that excursions up to ±2 lie within ±1; the gain in the metadata is doubled.</summary>
    Scale,

    /// <summary>They stay beyond ±1.</summary>
    Widen,
}
