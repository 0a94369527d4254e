namespace AudioIO.Filters;

/// <summary>What is filtered: the values, or their magnitudes as of a rectified sine of the same mean as amplitude.</summary>
internal enum ZeroPhaseInput
{
    /// <summary>x.</summary>
    Values,

    /// <summary>|x| · π/2.</summary>
    Envelope,
}
