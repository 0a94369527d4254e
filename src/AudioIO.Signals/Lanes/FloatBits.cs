namespace AudioIO.Lanes;

/// <summary>The parts of a float (IEEE 754 §3.4, binary32).</summary>
internal static class FloatBits
{
    /// <summary>The bits of √½: counted from here, a carry into the exponent happens at √2 instead of 2.</summary>
    public const int LeastMantissa = 0x3F3504F3;

    public const int MantissaBits = 23;

    public const int MantissaMask = (1 << MantissaBits) - 1;
}
