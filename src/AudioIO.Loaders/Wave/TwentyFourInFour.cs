namespace AudioIO;

/// <summary>
/// 24 bits in containers of four bytes. The header does not tell whether the 24 bits are the upper ones of each container (as the
/// specification wants) or the lower ones (as ALSA's S24_LE, written out as it is). A few samples tell.
/// </summary>
internal static class TwentyFourInFour
{
    private const int Probes = 8;
    private const int ProbeBytes = 4096;

    public static bool Applies(WaveFormatChunk format, SampleCoding coding) =>
        format.Tag == WaveFormatTag.Pcm && format.BitsPerSample == 24 && coding.BytesPerSample == 4;

    /// <summary>The coding with the half of the containers that is in use.</summary>
    public static SampleCoding Resolve(SampleCoding coding, long position, long length, HeaderReader file)
    {
        bool upper = !UsesLowestByte(coding, position, length, file);
        file.Note(
            DiagnosticKind.Contradiction,
            position,
            "24 bits per sample in 4 bytes: the lowest byte of the samples looked at is " +
            (upper ? "0, so the upper 24 bits are read (as 32)." : "in use, so the lower 24 bits are read."));
        return upper ? coding : coding with { BitsPerSample = 24 };
    }

    private static bool UsesLowestByte(SampleCoding coding, long position, long length, HeaderReader file)
    {
        int lowest = coding.BigEndian ? 3 : 0;
        long samples = length / 4;
        for (int probe = 0; probe < Probes; probe++)
        {
            long at = position + (samples / Probes * probe * 4);
            ReadOnlySpan<byte> part = file.Peek(at, (int)Math.Min(ProbeBytes, position + (samples * 4) - at));
            for (int i = lowest; i < part.Length; i += 4)
            {
                if (part[i] != 0) return true;
            }
        }
        return false;
    }
}
