namespace AudioIO;

/// <summary>Where the audio of a WAV file lies and how it is stored.</summary>
internal sealed record SampleLayout
{
    /// <summary>Name of the container, as <see cref="AudioInfo.Format"/> has it.</summary>
    public required string Format { get; init; }

    public required SampleCoding Coding { get; init; }

    /// <summary>Sampling rate in Hz: a whole number where a WAV file states it.</summary>
    public required double Rate { get; init; }

    public required uint ChannelMask { get; init; }

    /// <summary>Position of the first byte of audio from the start of the file.</summary>
    public required long DataPosition { get; init; }

    /// <summary>Bytes of audio that are in the file.</summary>
    public required long DataLength { get; init; }

    /// <summary>Whole frames in these bytes.</summary>
    public required long Frames { get; init; }

    /// <summary>The layout as users see it.</summary>
    public AudioInfo Info => new()
    {
        Format = Format,
        Encoding = Coding.Encoding,
        BitsPerSample = Coding.BitsPerSample,
        ValidBitsPerSample = Coding.ValidBits,
        Rate = Rate,
        Channels = Coding.Channels,
        Frames = Frames,
        ChannelMask = ChannelMask,
    };
}
