namespace AudioIO.Filters;

/// <summary>What of the analytic signal x + j · H x is wanted.</summary>
internal enum AnalyticPart
{
    /// <summary>H x.</summary>
    Quadrature,

    /// <summary>|x + j · H x|.</summary>
    Amplitude,

    /// <summary>The angle of x + j · H x, in radians.</summary>
    Phase,
}
