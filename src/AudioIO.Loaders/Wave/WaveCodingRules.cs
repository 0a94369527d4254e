namespace AudioIO;

/// <summary>
/// From the fields of a <c>fmt </c> chunk to how the samples are stored: what is accepted, what is corrected, what is refused.
/// </summary>
internal static class WaveCodingRules
{
    /// <summary>Largest number of channels; libsndfile's limit, and fifty times what recordings have.</summary>
    public const int MaxChannels = 1024;

    private const int MaxBits = 64;

    /// <exception cref="AudioFormatException">The samples cannot be read; the message names the field or the codec.</exception>
    public static SampleCoding Derive(WaveFormatChunk format, HeaderReader file)
    {
        if (format.Channels == 0)
            throw file.Fault(AudioFormatErrorKind.Malformed, format.Position + 2, "Number of channels", $"1 to {MaxChannels}", "0");
        if (format.Channels > MaxChannels)
        {
            throw file.Fault(
                AudioFormatErrorKind.LimitExceeded, format.Position + 2, "Number of channels", $"1 to {MaxChannels}", $"{format.Channels}");
        }
        if (format.Rate == 0)
            throw file.Fault(AudioFormatErrorKind.Malformed, format.Position + 4, "Sampling rate in Hz", "1 to 4294967295", "0");
        return format.Tag switch
        {
            WaveFormatTag.Pcm => Pcm(format, file),
            WaveFormatTag.IeeeFloat => Float(format, file),
            WaveFormatTag.ALaw => Companded(format, AudioEncoding.ALaw, file),
            WaveFormatTag.MuLaw => Companded(format, AudioEncoding.MuLaw, file),
            WaveFormatTag.ImaAdpcm => AdpcmRules.Ima(format, file),
            WaveFormatTag.MsAdpcm => AdpcmRules.Microsoft(format, file),
            _ => throw file.Fault(
                AudioFormatErrorKind.Unsupported,
                format.Position,
                "Format tag",
                "PCM, IEEE float, A-law, µ-law, IMA ADPCM or Microsoft ADPCM",
                WaveFormatTag.Describe(format.Tag)),
        };
    }

    private static SampleCoding Pcm(WaveFormatChunk format, HeaderReader file)
    {
        if (format.BitsPerSample is 0 or > MaxBits) throw format.BitsFault(file, $"1 to {MaxBits}");
        // WAVEFORMATEX: the container is the next whole number of bytes, and the valid bits are its most significant ones.
        int size = (format.BitsPerSample + 7) / 8;
        if (format.BitsPerSample == 24 && format.BlockAlign == 4 * format.Channels)
        {
            // Written by some recorders and editors, with either half of the container in use. The samples tell; see TwentyFourInFour.
            size = 4;
        }
        CheckBlockAlign(format, size, file);
        int container = 8 * size;
        int stated = format.ValidBits > 0 ? format.ValidBits : format.BitsPerSample;
        return new SampleCoding
        {
            // Multimedia Programming Interface 1.0: 1 to 8 bits are unsigned, more are signed.
            Encoding = size == 1 ? AudioEncoding.PcmUnsigned : AudioEncoding.PcmSigned,
            Channels = format.Channels,
            BitsPerSample = container,
            ValidBits = Math.Min(stated, format.BitsPerSample),
            BytesPerSample = size,
            BigEndian = file.Order.BigEndian,
            BlockBytes = size * format.Channels,
        };
    }

    private static SampleCoding Float(WaveFormatChunk format, HeaderReader file)
    {
        if (format.BitsPerSample is not (32 or 64)) throw format.BitsFault(file, "32 or 64");
        int size = format.BitsPerSample / 8;
        CheckBlockAlign(format, size, file);
        return new SampleCoding
        {
            Encoding = AudioEncoding.IeeeFloat,
            Channels = format.Channels,
            BitsPerSample = format.BitsPerSample,
            ValidBits = format.BitsPerSample,
            BytesPerSample = size,
            BigEndian = file.Order.BigEndian,
            BlockBytes = size * format.Channels,
        };
    }

    private static SampleCoding Companded(WaveFormatChunk format, AudioEncoding encoding, HeaderReader file)
    {
        if (format.BitsPerSample == 0) throw format.BitsFault(file, "8");
        if (format.BitsPerSample != 8)
        {
            file.Note(
                DiagnosticKind.Contradiction,
                format.Position + 14,
                $"{WaveFormatTag.Describe(format.Tag)} has 8 bits per sample, the header says {format.BitsPerSample}; read as 8.");
        }
        CheckBlockAlign(format, 1, file);
        return new SampleCoding
        {
            Encoding = encoding,
            Channels = format.Channels,
            BitsPerSample = SampleScale.DecodedBits,
            ValidBits = SampleScale.DecodedBits,
            BytesPerSample = 1,
            BlockBytes = format.Channels,
        };
    }

    // nBlockAlign is redundant for everything but ADPCM, and often wrong.
    private static void CheckBlockAlign(WaveFormatChunk format, int bytesPerSample, HeaderReader file)
    {
        int expected = bytesPerSample * format.Channels;
        if (format.BlockAlign == expected) return;
        file.Note(
            DiagnosticKind.Contradiction,
            format.Position + 12,
            $"The block alignment is {format.BlockAlign} bytes, " +
            $"{format.Channels} channels of {format.BitsPerSample} bits have {expected}; read as {expected}.");
    }
}
