namespace AudioIO;

/// <summary>What the header of a file that is written says.</summary>
internal sealed record WaveFileLayout
{
    /// <summary>How samples are stored: little-endian, not ADPCM.</summary>
    public required SampleCoding Coding { get; init; }

    /// <summary>Sampling rate in Hz.</summary>
    public required uint Rate { get; init; }

    /// <summary>dwChannelMask; 0 where nobody says which speaker a channel is for.</summary>
    public required uint ChannelMask { get; init; }

    /// <summary>The chunks before the audio.</summary>
    public IReadOnlyList<WaveChunk> Chunks { get; init; } = [];

    /// <summary>Largest size of a RIFF chunk in bytes, beyond which the file becomes RF64.</summary>
    public long MaxRiffBytes { get; init; } = WaveHeader.MaxRiffBytes;

    /// <summary>A rate as WAV states it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a whole number of Hz, 1 to 2^32 − 1.</exception>
    public static uint WholeRate(double rate)
    {
        if (rate is >= 1 and <= uint.MaxValue && rate == Math.Floor(rate)) return (uint)rate;
        throw new ArgumentOutOfRangeException(nameof(rate), rate, "A WAV file states its rate in whole Hz, 1 to 4294967295.");
    }
}
