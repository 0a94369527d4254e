namespace AudioIO;

/// <summary>On which way samples get from a recording into a file.</summary>
internal enum ExportRoute
{
    /// <summary>Their bytes are copied.</summary>
    Stored,

    /// <summary>Read and written as integers of 16 bits.</summary>
    Shorts,

    /// <summary>Read and written as integers of 32 bits.</summary>
    Integers,

    /// <summary>Read and written as floats.</summary>
    Floats,

    /// <summary>Read and written as doubles.</summary>
    Doubles,
}

/// <summary>How the samples of an excerpt are stored, and on which way they get there: one on which no bit changes, wherever there is
/// one.</summary>
internal sealed record ExportPlan
{
    // Significands: what a float and a double hold of an integer.
    private const int FloatBits = 24;
    private const int DoubleBits = 53;

    /// <summary>How the file stores samples.</summary>
    public required SampleCoding Coding { get; init; }

    public required ExportRoute Route { get; init; }

    /// <summary>Reads the bytes that are copied.</summary>
    public SampleReader? Stored { get; init; }

    /// <summary>By how many bits integers are moved up: the bits that the file has more than the recording.</summary>
    public int Shift { get; init; }

    /// <summary>Plans the export of a range.</summary>
    /// <param name="source">The recording.</param>
    /// <param name="start">First frame.</param>
    /// <param name="count">Number of frames.</param>
    /// <param name="wanted">How samples are to be stored; null for as they are.</param>
    /// <exception cref="InvalidOperationException">WAV has no encoding for samples of the recording.</exception>
    public static ExportPlan Of(AudioSource source, long start, long count, WaveEncoding? wanted)
    {
        if (wanted is not { } encoding) return AsStored(source, start, count);
        SampleCoding coding = encoding.Coding(source.Channels);
        (int bits, bool isFloat) = Resolution(source, start, count);
        bool hasIntegers = !isFloat && HasIntegers(source);
        if (coding.Encoding == AudioEncoding.IeeeFloat)
        {
            if (Reader(source) is { } stored && IsAlike(stored.Coding, coding)) return Copy(stored);
            return new ExportPlan { Coding = coding, Route = coding.BitsPerSample == 32 ? ExportRoute.Floats : ExportRoute.Doubles };
        }
        if (Reader(source) is { } reader && IsAlike(reader.Coding, coding)) return Copy(reader);
        if (hasIntegers && bits <= coding.BitsPerSample) return Integers(coding, bits);
        return new ExportPlan { Coding = coding, Route = bits <= (isFloat ? 32 : FloatBits) ? ExportRoute.Floats : ExportRoute.Doubles };
    }

    private static ExportPlan AsStored(AudioSource source, long start, long count)
    {
        if (Reader(source) is { } stored) return Copy(stored);
        (int bits, bool isFloat) = Resolution(source, start, count);
        int channels = source.Channels;
        if (isFloat || bits > 32)
        {
            if (!isFloat && bits > DoubleBits)
            {
                throw new InvalidOperationException(
                    $"Integers of {bits} bits can be copied from one file alone; choose the encoding that they are to be stored in.");
            }
            bool fitsFloat = isFloat && bits <= 32;
            return new ExportPlan
            {
                Coding = (fitsFloat ? WaveEncoding.IeeeFloat32 : WaveEncoding.IeeeFloat64).Coding(channels),
                Route = fitsFloat ? ExportRoute.Floats : ExportRoute.Doubles,
            };
        }
        SampleCoding coding = Container(bits).Coding(channels);
        if (HasIntegers(source)) return Integers(coding with { ValidBits = Math.Min(source.Info.ValidBitsPerSample, bits) }, bits);
        // Files of different numbers of bits: their samples are exact as floating point, and so is the way back.
        return new ExportPlan { Coding = coding, Route = bits <= FloatBits ? ExportRoute.Floats : ExportRoute.Doubles };
    }

    private static ExportPlan Integers(SampleCoding coding, int bits) => new()
    {
        Coding = coding,
        Route = coding.BitsPerSample == 16 && bits == 16 ? ExportRoute.Shorts : ExportRoute.Integers,
        Shift = coding.BitsPerSample - bits,
    };

    private static ExportPlan Copy(SampleReader stored) => new()
    {
        Coding = stored.Coding with { BigEndian = false },
        Route = ExportRoute.Stored,
        Stored = stored,
    };

    // Whose frames lie in a file one by one. The lower 24 bits of four bytes are no encoding of WAV: they are read, and stored in three.
    private static SampleReader? Reader(AudioSource source)
    {
        SampleReader? stored = source switch
        {
            WaveSource wave => wave.Stored,
            PcmStreamSource raw => raw.Stored,
            _ => null,
        };
        bool isWhole = stored?.Coding is { } coding &&
            (coding.Encoding is AudioEncoding.ALaw or AudioEncoding.MuLaw || coding.BitsPerSample == 8 * coding.BytesPerSample) &&
            // WAV has no signed integers of 8 bits.
            !(coding is { Encoding: AudioEncoding.PcmSigned, BytesPerSample: 1 });
        return isWhole ? stored : null;
    }

    private static bool IsAlike(SampleCoding stored, SampleCoding wanted) =>
        stored.Encoding == wanted.Encoding && stored.BytesPerSample == wanted.BytesPerSample;

    // Unwrapped samples leave the range of integers.
    private static bool HasIntegers(AudioSource source) =>
        source is not UnwrappedSource && source.Info.IsInteger && source.Info.BitsPerSample <= 32;

    /// <summary>Bits that hold every sample of a range, and whether they are those of floating point.</summary>
    private static (int Bits, bool IsFloat) Resolution(AudioSource source, long start, long count)
    {
        // A sample that was moved by whole ranges has some more bits than before.
        if (source is UnwrappedSource) return (source.Info.BitsPerSample <= 16 ? 32 : 64, true);
        if (source.Info.Encoding != AudioEncoding.Mixed) return (source.Info.BitsPerSample, !source.Info.IsInteger);
        int integerBits = 0, floatBits = 0;
        for (int index = source.FileIndexAt(start); index < source.Files.Count; index++)
        {
            RecordingFile file = source.Files[index];
            if (index > 0 && file.StartFrame >= start + count && integerBits + floatBits > 0) break;
            if (file.Info.IsInteger) integerBits = Math.Max(integerBits, file.Info.BitsPerSample);
            else floatBits = Math.Max(floatBits, file.Info.BitsPerSample);
        }
        return floatBits == 0 ? (integerBits, false) : (integerBits > FloatBits ? 64 : floatBits, true);
    }

    private static WaveEncoding Container(int bits) => bits switch
    {
        <= 8 => WaveEncoding.Pcm8,
        <= 16 => WaveEncoding.Pcm16,
        <= 24 => WaveEncoding.Pcm24,
        _ => WaveEncoding.Pcm32,
    };
}
