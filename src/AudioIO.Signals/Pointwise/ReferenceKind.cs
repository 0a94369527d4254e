namespace AudioIO;

/// <summary>What is common to all channels of a frame.</summary>
public enum ReferenceKind
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median, which a few channels of large values do not change; of an even number, the mean of the two in the middle.</summary>
    Median,
}
