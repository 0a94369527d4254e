namespace AudioIO.Samples.Spectrogram.Demo;

/// <summary>White noise that is the same on every machine and in every version of .NET (the SplitMix64 sequence).</summary>
internal struct Noise(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number, evenly spread from −1 to below 1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        // The upper 53 bits fill a double's mantissa.
        return ((z >> 11) * (2.0 / (1L << 53))) - 1;
    }

    /// <summary>The next number, evenly spread over a range.</summary>
    public double Next(double least, double most) => least + ((most - least) * (Next() + 1) / 2);
}
