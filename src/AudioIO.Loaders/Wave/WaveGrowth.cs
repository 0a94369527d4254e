namespace AudioIO;

/// <summary>
/// Measures a WAV file once more that a recorder is still writing. Its header may be unfinished, brought up to date, or left behind by
/// the data; whole frames that are in the file count.
/// </summary>
internal static class WaveGrowth
{
    /// <summary>The layout with as many frames as there are now.</summary>
    /// <param name="known">The layout when it was measured last.</param>
    /// <param name="file">The file, longer than it was then, or with other lengths in its header.</param>
    /// <param name="announced">
    /// Length in bytes that the header claimed before the file had as many: it does not lag behind, and what follows so many is no audio. Null
    /// where it never did.
    /// </param>
    /// <param name="structure">Its chunks as they are now.</param>
    /// <exception cref="AudioFormatException">
    /// The header describes other audio than before: another recording has taken the place of this one, or the header is being written
    /// at this moment. Or the samples tell another coding than the first of them did (<see cref="TwentyFourInFour"/>).
    /// </exception>
    public static SampleLayout Measure(SampleLayout known, HeaderReader file, ulong? announced, out WaveStructure structure)
    {
        SampleLayout found = Parse(file, out structure);
        if (Description(found) != Description(known)) throw Replaced(Description(known), Description(found), file.Start, file.Path);
        // From the first frames on, the samples may tell more about their coding than none did; what was read stays what it is.
        if (known.Frames > 0 && found.Coding != known.Coding) throw Recoded(known.Coding, found.Coding, known.DataPosition, file.Path);
        SampleLayout layout = known.Frames == 0 ? found : known with { DataLength = found.DataLength, Frames = found.Frames };
        bool isAnnounced = announced is not null && structure.ClaimedLength == announced;
        return isAnnounced || structure.EndsBehindAudio() ? layout : ToEnd(layout, structure.LengthToEnd());
    }

    /// <exception cref="AudioFormatException">It is no WAV file any more.</exception>
    private static SampleLayout Parse(HeaderReader file, out WaveStructure structure)
    {
        try
        {
            return WaveParser.Parse(file, out structure);
        }
        catch (AudioFormatException fault)
        {
            throw AudioFormatException.OfReplaced(fault);
        }
    }

    private static SampleLayout ToEnd(SampleLayout layout, long lengthBytes)
    {
        Int128 frames = Int128.Min(WaveLength.FramesIn(layout.Coding, lengthBytes), long.MaxValue / layout.Coding.Channels);
        return layout with { DataLength = lengthBytes, Frames = (long)frames };
    }

    private static string Description(SampleLayout layout)
    {
        SampleCoding coding = layout.Coding;
        return $"{coding.Channels} channels of {coding.Encoding} at {layout.Rate} Hz, " +
            $"{coding.BlockBytes} bytes for {coding.FramesPerBlock} frames, from byte {layout.DataPosition}";
    }

    private static AudioFormatException Recoded(SampleCoding expected, SampleCoding found, long position, string? path) => new(
        AudioFormatErrorKind.Changed,
        $"Samples from byte {position} on: expected {expected.BitsPerSample} bits in {expected.BytesPerSample} bytes, as the first ones told; with " +
        $"those written since, found {found.BitsPerSample}. Opened again, the recording is read so from its beginning",
        position,
        path);

    private static AudioFormatException Replaced(string expected, string found, long position, string? path) => new(
        AudioFormatErrorKind.Changed, $"Recording that was open at byte {position}: expected {expected}, found {found}", position, path);
}
