namespace AudioIO.Tests.Field;

/// <summary>WAV files as recorders, pipes, cards and tools leave them.</summary>
internal static class WaveRows
{
    private const string Amplitude =
        "Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0FE081F80FE081F0. Amplitude threshold was 128 with 5s minimum trigger duration.";

    private static readonly int[] Counting = [.. Enumerable.Range(1, 1000)];

    public static IReadOnlyList<FieldRow> All { get; } =
    [
        new(FieldSection.Wave, "A second whole recording behind the first in one file",
            Second("RIFF", "RIFF"), Second("RIFF", "RIFX"), Second("RF64", "RIFF"), Second("Wave64", "Wave64"), Second("RIFF", "Wave64"),
            Second("Wave64", "RIFF"), Second("RIFF", "FLAC"), Second("BW64", "FLAC")),
        new(FieldSection.Wave, "RF64/BW64 whose data chunk holds a number other than FFFFFFFF beside a right ds64", [.. Contradictions()]),
        new(FieldSection.Wave, "Placeholder of pipes other than FFFFFFFF, no chunk behind",
            [.. new uint[] { 0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFD0, 0xFFFFFFFF }.Select(Placeholder)]),
        new(FieldSection.Wave, "A metadata chunk behind sizes that were never finished", [.. Unfinished()]),
        new(FieldSection.Wave, "Header wiped to zeros with sound behind; chunk id fmt\\0",
            new FieldCase("header wiped", () => new FieldFile(FieldFiles.HeaderWipedToZeros(), []))
            {
                Refusal = new(typeof(AudioFormatException), "a header wiped to zeros: the first 44 of 2044 bytes"),
            },
            new FieldCase("chunk id", () => new FieldFile(FieldFiles.ChunkIdWithZero(), []))
            {
                Refusal = new(typeof(AudioFormatException), @"expected a chunk 'fmt ', found only 'fmt\x00', 'data'"),
            }),
        new(FieldSection.Wave, "AudioMoth triggered recordings",
            Triggered(488, Amplitude), Triggered(480, Amplitude.Replace("Amplitude threshold was 128", "Frequency trigger (8.0kHz) threshold was 1.0%", StringComparison.Ordinal)),
            Triggered(512, Amplitude), Filled(488), Filled(512), Untriggered()),
        new(FieldSection.Wave, "Kaleidoscope: data chunk two bytes long over wamd; bext of 603 bytes without pad", OverWamd(), WithoutPad()),
    ];

    private static FieldCase Second(string first, string second)
    {
        int begin = FieldFiles.Whole(first).Length, length = FieldFiles.Whole(second).Length;
        string message = $"Another recording ({second}) of {length} bytes begins at byte {begin}, which is not read";
        return new FieldCase($"{second} behind {first}", () => Counted(FieldFiles.SecondRecordingBehind(first, second)))
        {
            Notes = [new(DiagnosticKind.Ignored, message)],
            Also = source => Assert.DoesNotContain(((WaveSource)source).Chunks, chunk => chunk.Position > begin),
        };
    }

    private static IEnumerable<FieldCase> Contradictions()
    {
        byte[] chunk = WaveBuilder.Riff().Chunk("LIST", new byte[20]).ToArray()[12..];
        foreach (string id in (string[])["RF64", "BW64", "RIFF"])
        {
            foreach (uint own in (uint[])[0x00FFFFFF, 100, 0, 0xFFFFFFFE, 0x7FFFF000])
            {
                yield return Of($"{id}, {own:X8} beside the right ds64", id, own, 2000, [], $"The data chunk claims {own} bytes, ds64 2000; 2000 counts");
                yield return Of($"{id}, {own:X8} beside the right ds64, a chunk behind", id, own, 2000, chunk, $"The data chunk claims {own} bytes, ds64 2000; 2000 counts");
            }
            foreach (ulong wrong in (ulong[])[0, 10, 1UL << 40, ulong.MaxValue])
                yield return Of($"{id}, right beside a ds64 of {wrong:X}", id, 2000, wrong, [], "2000 counts");
        }

        static FieldCase Of(string variant, string id, uint own, ulong ds64, byte[] behind, string words) =>
            new(variant, () => Counted(FieldFiles.SizesThatContradict(id, own, ds64, behind))) { Notes = [new(DiagnosticKind.Contradiction, words)] };
    }

    private static FieldCase Placeholder(uint claim) => new($"{claim:X8}", () => Counted(FieldFiles.PlaceholderOfPipe(claim)))
    {
        Notes = [new(DiagnosticKind.Recovered, $"never written (0x{claim:X8})")],
    };

    private static IEnumerable<FieldCase> Unfinished()
    {
        foreach ((string format, uint claim) in ((string, uint)[])[("RIFF", 0), ("RIFF", uint.MaxValue), ("RIFF", 0x7FFFF000), ("RIFF", 1_000_000),
            ("RF64", uint.MaxValue), ("RIFX", 0), ("Wave64", 24), ("Wave64", 1_000_000)])
        {
            string[][] kinds = format == "Wave64" ? [["LIST"], ["bext", "LIST"]] : [["guan"], ["LIST"], ["bext", "iXML"], ["wamd", "guan", "LIST"]];
            foreach (string[] ids in kinds)
            {
                yield return new FieldCase(
                    $"{string.Join(", ", ids)} behind {claim:X} in {format}", () => Counted(FieldFiles.MetadataBehindUnfinishedSizes(format, claim, ids)))
                {
                    Notes =
                    [
                        new(claim is > 24 and < 2_000_000 ? DiagnosticKind.Truncated : DiagnosticKind.Recovered, "where the chunks at the end"),
                        // The chunks hold no more than their names; what LIST holds is of no known kind.
                        .. ids is ["LIST"] ? Array.Empty<FieldNote>() : [new(DiagnosticKind.Metadata, "")],
                    ],
                    Also = source => Assert.Equal(ids, ((WaveSource)source).Chunks.Select(chunk => chunk.Id).Where(ids.Contains)),
                };
            }
        }
    }

    private static FieldCase Triggered(int headerBytes, string comment) => new($"header of {headerBytes} bytes", () =>
    {
        byte[] file = FieldFiles.AudioMothTriggered(headerBytes, comment, 5, 300, 1);
        return Int16(file, headerBytes);
    })
    {
        Start = ("2020-12-14T19:22:55+00:00", StartTimeOrigin.AudioMoth),
        Notes = [new(DiagnosticKind.Contradiction, $"AudioMoth left out 3 silent stretches of together {306 * 256} frames")],
        Also = source =>
        {
            // The clock is right behind the first silence in either policy.
            int sound = 256 - (headerBytes % 512 / 2);
            Assert.Equal(source.InstantAt(0) + source.TimeAt(sound + (5 * 256)), source.InstantAt(sound + 256));
        },
    };

    private static FieldCase Filled(int headerBytes) => new($"filled, header of {headerBytes} bytes", () =>
    {
        int[] silences = [5, 300, 1];
        byte[] file = FieldFiles.AudioMothTriggered(headerBytes, Amplitude, [.. silences.Select(silence => (uint)silence)]);
        int position = headerBytes, first = 512 - (headerBytes % 512);
        List<int> samples = [.. Int16(file[position..(position + first)])];
        position += first;
        foreach (int silence in silences)
        {
            samples.AddRange(new int[silence * 256]);
            // Behind the code word of 512 bytes two buffers of sound.
            samples.AddRange(Int16(file[(position + 512)..(position + 1536)]));
            position += 1536;
        }
        return new FieldFile(file, samples);
    })
    {
        Options = new AudioLoaderOptions { Gaps = GapPolicy.Fill },
        Start = ("2020-12-14T19:22:55+00:00", StartTimeOrigin.AudioMoth),
        Notes = [new(DiagnosticKind.Contradiction, "AudioMoth left out 3 silent stretches"), new(DiagnosticKind.Join, "frames of silence")],
        // The part of a code word that is there sounds until the rest follows.
        ProvisionalFrames = 256,
        Also = source => Assert.Equal(source.InstantAt(0) + source.TimeAt(source.Frames), source.InstantAt(source.Frames)),
    };

    private static FieldCase Untriggered() => new("comment without a trigger", () =>
        Int16(FieldFiles.AudioMothTriggered(488, "Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0.", 5), 488))
    {
        Start = ("2020-12-14T19:22:55+00:00", StartTimeOrigin.AudioMoth),
    };

    private static FieldCase OverWamd() => new("data over wamd", () =>
    {
        // One frame more is what the first two bytes of the id spell.
        int[] samples = [.. Counting, BitConverter.ToInt16("wa"u8)];
        return new FieldFile(FieldFiles.DataTwoBytesOverNextChunk(), samples);
    })
    {
        Notes = [new(DiagnosticKind.Ignored, "46 bytes after the last chunk are no chunks")],
    };

    private static FieldCase WithoutPad() => new("bext without pad", () =>
    {
        byte[] description = new byte[603];
        "a night"u8.CopyTo(description);
        return Counted(WaveBuilder.Riff().Chunk("bext", description, pad: false).Format(FieldFiles.Mono16).Data(FieldFiles.Audio).ToArray());
    })
    {
        Notes = [new(DiagnosticKind.Contradiction, "The pad byte after the chunk 'bext' of 603 bytes is missing")],
        Texts = [("BEXT.Description", "a night")],
    };

    private static FieldFile Counted(byte[] bytes) => new(bytes, Counting);

    private static FieldFile Int16(byte[] file, int headerBytes) => new(file, [.. Int16(file[headerBytes..])]);

    private static IEnumerable<int> Int16(byte[] audio) => Enumerable.Range(0, audio.Length / 2).Select(i => (int)BitConverter.ToInt16(audio, 2 * i));
}
