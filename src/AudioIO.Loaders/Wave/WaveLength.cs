namespace AudioIO;

/// <summary>How many frames the audio bytes of a WAV file hold.</summary>
internal static class WaveLength
{
    /// <exception cref="AudioFormatException">frames × channels is beyond 2^63.</exception>
    public static long Measure(SampleCoding coding, WaveStructure structure, HeaderReader file)
    {
        Int128 frames = FramesIn(coding, structure.DataLength);
        long rest = structure.DataLength % coding.BlockBytes;
        if (rest > 0 && !coding.IsAdpcm) NoteIncomplete(structure, rest, coding.BlockBytes, file);
        if (frames * coding.Channels > long.MaxValue)
        {
            throw file.Fault(
                AudioFormatErrorKind.LimitExceeded,
                structure.Data!.Value.HeaderPosition,
                "Samples",
                "fewer than 2^63",
                $"{frames * coding.Channels}");
        }
        return coding.IsAdpcm ? Trim((long)frames, coding, structure, file) : (long)frames;
    }

    /// <summary>Frames in bytes of audio: whole ones, and of ADPCM also those of a last block that is there in part.</summary>
    public static Int128 FramesIn(SampleCoding coding, long lengthBytes)
    {
        (long blocks, long rest) = Math.DivRem(lengthBytes, coding.BlockBytes);
        // Bit budget: below 2^63 blocks of below 2^17 frames.
        Int128 frames = (Int128)blocks * coding.FramesPerBlock;
        return coding.IsAdpcm && rest > 0 ? frames + PartialFrames(coding, (int)rest) : frames;
    }

    /// <summary>Frames of a last block of ADPCM that the file holds in part.</summary>
    private static int PartialFrames(SampleCoding coding, int length)
    {
        int frames = coding.Encoding == AudioEncoding.ImaAdpcm
            ? AdpcmRules.ImaFrames(length, coding.Channels)
            : AdpcmRules.MicrosoftFrames(length, coding.Channels);
        return Math.Min(frames, coding.FramesPerBlock);
    }

    // Blocks have a fixed size, so an encoder fills the last one up, and 'fact' tells how much of it is sound. A number that would cut off
    // more than that block is wrong, and one beyond the blocks cannot be true.
    private static long Trim(long frames, SampleCoding coding, WaveStructure structure, HeaderReader file)
    {
        if (structure is not { Fact: { } fact, FactFrames: { } stated }) return frames;
        if (stated == (ulong)frames) return frames;
        if (stated < (ulong)frames && (ulong)frames - stated < (ulong)coding.FramesPerBlock) return (long)stated;
        string message = $"The chunk 'fact' says {stated} frames, the blocks hold {frames}; all of them are read.";
        file.Note(DiagnosticKind.Contradiction, fact.HeaderPosition, message);
        return frames;
    }

    private static void NoteIncomplete(WaveStructure structure, long rest, int frameBytes, HeaderReader file)
    {
        long position = structure.Data!.Value.Position + structure.DataLength - rest;
        file.Note(DiagnosticKind.Ignored, position, $"The audio ends with {rest} bytes of a frame of {frameBytes}; they are not read.");
    }
}
