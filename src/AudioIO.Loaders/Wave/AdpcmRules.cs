namespace AudioIO;

/// <summary>
/// Sizes of ADPCM blocks (Microsoft, Multimedia Data Standards Update 3.0: IMA ADPCM and MS ADPCM wave types), checked before use.
/// </summary>
internal static class AdpcmRules
{
    private const int Bits = 4;

    // IMA, per channel: first sample (16 bit), step index, reserved byte.
    private const int ImaHeaderBytes = 4;

    // Microsoft, per channel: predictor index (1), delta (2), two samples (2 × 2).
    private const int MsHeaderBytes = 7;

    // The seven sets that every MS ADPCM file has first; used where the header leaves its table out.
    private static readonly short[] StandardCoefficients = [256, 0, 512, -256, 0, 0, 192, 64, 240, 0, 460, -208, 392, -232];

    /// <summary>Frames of an IMA block, or of the beginning of one.</summary>
    /// <param name="bytes">Bytes of the block.</param>
    /// <param name="channels">Number of channels.</param>
    public static int ImaFrames(int bytes, int channels)
    {
        int header = ImaHeaderBytes * channels;
        // Four bytes, eight samples, of each channel in turn; a group that is not complete lacks a channel.
        return bytes < header ? 0 : 1 + (8 * ((bytes - header) / (4 * channels)));
    }

    /// <summary>Frames of a block of Microsoft ADPCM, or of the beginning of one.</summary>
    /// <param name="bytes">Bytes of the block.</param>
    /// <param name="channels">Number of channels.</param>
    public static int MicrosoftFrames(int bytes, int channels)
    {
        int header = MsHeaderBytes * channels;
        return bytes < header ? 0 : 2 + (2 * (bytes - header) / channels);
    }

    public static SampleCoding Ima(WaveFormatChunk format, HeaderReader file)
    {
        CheckCommon(format, ImaHeaderBytes, file);
        return Coding(
            format, AudioEncoding.ImaAdpcm, FramesPerBlock(format, ImaFrames(format.BlockAlign, format.Channels), file), []);
    }

    public static SampleCoding Microsoft(WaveFormatChunk format, HeaderReader file)
    {
        if (format.Channels > 2)
        {
            throw file.Fault(
                AudioFormatErrorKind.Unsupported,
                format.Position + 2,
                "Number of channels of Microsoft ADPCM",
                "1 or 2",
                $"{format.Channels}");
        }
        CheckCommon(format, MsHeaderBytes, file);
        int frames = FramesPerBlock(format, MicrosoftFrames(format.BlockAlign, format.Channels), file);
        return Coding(format, AudioEncoding.MsAdpcm, frames, Coefficients(format, file));
    }

    private static SampleCoding Coding(WaveFormatChunk format, AudioEncoding encoding, int framesPerBlock, short[] coefficients) => new()
    {
        Encoding = encoding,
        Channels = format.Channels,
        BitsPerSample = SampleScale.DecodedBits,
        ValidBits = SampleScale.DecodedBits,
        BlockBytes = format.BlockAlign,
        FramesPerBlock = framesPerBlock,
        Coefficients = coefficients,
    };

    private static void CheckCommon(WaveFormatChunk format, int headerBytes, HeaderReader file)
    {
        if (file.Order.BigEndian)
        {
            throw file.Fault(
                AudioFormatErrorKind.Unsupported,
                format.Position,
                "Format tag in RIFX",
                "PCM, IEEE float, A-law or µ-law",
                WaveFormatTag.Describe(format.Tag));
        }
        if (format.BitsPerSample != Bits) throw format.BitsFault(file, $"{Bits}");
        int smallest = headerBytes * format.Channels;
        if (format.BlockAlign < smallest)
        {
            throw file.Fault(
                AudioFormatErrorKind.Malformed,
                format.Position + 12,
                $"Block of {WaveFormatTag.Describe(format.Tag)} of {format.Channels} channels",
                $"{smallest} bytes or more",
                $"{format.BlockAlign}");
        }
    }

    /// <summary>
    /// wSamplesPerBlock where it is possible: fewer than fit leave the block's last bytes unused, more would read beyond it.
    /// </summary>
    private static int FramesPerBlock(WaveFormatChunk format, int fitting, HeaderReader file)
    {
        int stated = format.Extension.Length >= 2 ? file.Order.UInt16(format.Extension) : 0;
        if (stated == fitting) return fitting;
        int used = stated == 0 ? fitting : Math.Min(stated, fitting);
        file.Note(
            DiagnosticKind.Contradiction,
            format.Position + 18,
            $"The header says {stated} frames for a block of {format.BlockAlign} bytes, which holds {fitting}; read as {used}.");
        return used;
    }

    private static short[] Coefficients(WaveFormatChunk format, HeaderReader file)
    {
        ReadOnlySpan<byte> extension = format.Extension;
        int stated = extension.Length >= 4 ? file.Order.UInt16(extension[2..]) : 0;
        // A block names its set by one byte: sets beyond 256 cannot be used, and fewer bytes than the count announces are no sets.
        int sets = Math.Min(Math.Min(stated, 256), Math.Max(0, (extension.Length - 4) / 4));
        if (sets < stated || stated == 0)
        {
            string used = sets == 0 ? "the seven standard sets are used" : $"{sets} are used";
            file.Note(
                DiagnosticKind.Contradiction,
                format.Position + 20,
                $"The header announces {stated} coefficient sets in {Math.Max(0, extension.Length - 4)} bytes; {used}.");
        }
        if (sets == 0) return StandardCoefficients;
        short[] coefficients = new short[2 * sets];
        for (int i = 0; i < coefficients.Length; i++) coefficients[i] = (short)file.Order.UInt16(extension[(4 + (2 * i))..]);
        return coefficients;
    }
}
