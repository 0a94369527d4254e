using AudioIO.Tests.Flac;
using static AudioIO.Tests.Field.FieldFlac;

namespace AudioIO.Tests.Field;

/// <summary>FLAC files whose FlacFrames are damaged, doubled, missing, or stand in a wrong place.</summary>
internal static class FlacDamageRows
{
    private const int Size = 32;

    public static IReadOnlyList<FieldRow> All { get; } =
    [
        new(FieldSection.Flac, "Often damaged",
            OftenDamaged(401, 2, false), OftenDamaged(401, ^5, false), OftenDamaged(401, 2, true), OftenDamaged(401, ^5, true), OftenDamaged(41, 2, true)),
        new(FieldSection.Flac, "One cluster overwritten by another cluster of FLAC", [.. Clusters()]),
        new(FieldSection.Flac, "Isolated sound FlacFrames between damaged ones", Isolated(true), Isolated(false)),
        new(FieldSection.Flac, "A FlacFrame begun, broken off, written again", BrokenOff(6), BrokenOff(40)),
        new(FieldSection.Flac, "Verify against Read", OutOfAnyOrder(), JunkFirst(), TooEarly(), Moved()),
        new(FieldSection.Flac, "A dead recorder's file with clusters of another recording behind its end", DeadRecorder(false), DeadRecorder(true)),
        new(FieldSection.Flac, "The PCM stream beside damage", BesideDamage()),
        new(FieldSection.Flac, "Growing: begins damaged, or not with number 0; ADPCM with a partial block",
            Begins("a FlacFrame broken off and begun again", file =>
                [.. file.Header, .. file.Frames[0], .. file.Frames[1][..8], .. file.Frames[0], .. file.Frames[1], .. file.Frames[2][..8]]),
            Begins("one that stands too early", file =>
                [.. file.Header, .. file.Frames[5], .. file.Frames[0], .. file.Frames[1], .. file.Frames[2], .. file.Frames[3]]),
            Begins("the first without its header", file =>
                [.. file.Header, .. file.Frames[0][8..], .. file.Frames[1], .. file.Frames[2], .. file.Frames[3]]),
            PartialBlock(1, 20, 4), PartialBlock(2, 24, 8)),
    ];

    private static FieldCase OftenDamaged(int count, Index at, bool isVariable) =>
        new($"{count} {(isVariable ? "variable" : "fixed")} blocks, {(at.IsFromEnd ? "samples" : "headers")}", () =>
        {
            FlacFile file = FlacDamageTests.Make(isVariable, count: count);
            for (int i = 1; i < count; i += 2) file.Frames[i][at] ^= 0x40;
            return Damaged(file, file.ToArray(), Size, [.. Enumerable.Range(0, count / 2).Select(i => ((2 * i) + 1, 1))]);
        })
        {
            Cost = new(1 << 20, 1 << 20),
            // One of 200 damaged headers has a checksum of 8 bits that fits by chance, and claims 1152 frames.
            Fails = isVariable && !at.IsFromEnd && count > 100
                ? "The length of a FlacFrame that does not decode is believed: sound ones behind it are passed over as out of order (1184 frames lost of 32)."
                : null,
        };

    private static IEnumerable<FieldCase> Clusters()
    {
        const int Cluster = 2048, Count = 400;
        foreach (string kind in FlacClusters.Kinds.Append("moved on"))
        {
            foreach (int place in (int[])[1, 3, 5, 8])
            {
                yield return new FieldCase($"{kind} at {place} of 10", () =>
                {
                    FlacFile file = FlacDamageTests.Make(false, count: Count), other = FlacSounds.File(place, 1, 16, Enumerable.Repeat(Size, Count));
                    byte[] sound = file.ToArray();
                    return Sound(file, FlacClusters.Damage(sound, other.ToArray(), kind, place / 10.0, Cluster)) with
                    {
                        // The cluster's own FlacFrames and the two that it cuts.
                        MostLost = ((Cluster * Count / (sound.Length - file.Header.Length)) + 3) * Size,
                    };
                })
                {
                    MayChangeWhileItGrows = true,
                    Notes = kind == "missing" ? [new(DiagnosticKind.Contradiction, "jump")] : [],
                    // Where the cluster that stands there is much shorter than the one that is gone, or stands again where it belongs.
                    MayBeTold = [new(DiagnosticKind.Contradiction, "jump"), new(DiagnosticKind.Ignored, "out of order")],
                };
            }
        }
    }

    private static FieldCase Isolated(bool isTotalKnown) => new(isTotalKnown ? "total known" : "total unknown", () =>
    {
        FlacFile file = FlacDamageTests.Make(false, count: 9);
        if (!isTotalKnown) file.TotalFrames = 0;
        foreach (int index in (int[])[1, 2, 4, 5, 7]) file.Frames[index][2] ^= 0x10;
        return Damaged(file, file.ToArray(), Size, (1, 2), (4, 2), (7, 1));
    });

    private static FieldCase BrokenOff(int count) => new($"{count} FlacFrames", () =>
    {
        FlacFile file = count == 6 ? Constant(count, 128) : FlacDamageTests.Make(false, count: count);
        file.TotalFrames = 0;
        file.Frames.Insert(5, file.Frames[5][..(count == 6 ? 9 : 30)]);
        return Sound(file);
    })
    {
        MayChangeWhileItGrows = true,
        Notes = [new(DiagnosticKind.Ignored, "bytes")],
    };

    private static FieldCase OutOfAnyOrder() => new("numbers out of any order", () =>
    {
        const int Few = 16;
        var file = new FlacFile { Rate = 4000, Channels = 3, Bits = 20, TotalFrames = 0 };
        var random = new Random(1);
        foreach (int number in (int[])[3, 1, 3])
        {
            int[][] channels = [.. Enumerable.Range(0, 3).Select(_ => FlacSounds.Channel(random, Few, 20))];
            file.Add(FlacSounds.Frame(random, number, false, 20, FlacStereoMode.Independent, channels, 0), channels);
        }
        return Sound(file) with { IsMeasured = true, Lost = [new FrameRange(0, Few), new FrameRange(2 * Few, 3 * Few)] };
    })
    {
        MayChangeWhileItGrows = true,
    };

    private static FieldCase JunkFirst() => new("junk before the first FlacFrame", () =>
    {
        FlacFile file = FlacDamageTests.Make(false);
        return Sound(file, [.. file.Header, .. new byte[100], .. file.Frames.SelectMany(frame => frame)]);
    })
    {
        Notes = [new(DiagnosticKind.Ignored, "100 bytes")],
    };

    private static FieldCase TooEarly() => new("FlacFrames that stand twice, too early and in place", () =>
    {
        FlacFile file = Constant(12, 64);
        int[] order = [0, 1, 8, 9, 10, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        return Sound(file, [.. file.Header, .. order.SelectMany(i => file.Frames[i])]);
    })
    {
        MayChangeWhileItGrows = true,
        Notes = [new(DiagnosticKind.Ignored, "out of order")],
    };

    private static FieldCase Moved() => new("damage at both ends", () =>
    {
        FlacFile file = FlacDamageTests.Make(false);
        foreach (int index in (int[])[0, 17, 39]) file.Frames[index][^5] ^= 4;
        return Damaged(file, file.ToArray(), Size, (0, 1), (17, 1), (39, 1));
    });

    private static FieldCase DeadRecorder(bool isTotalKnown)
    {
        const int Count = 300, Next = 900, Others = 40;
        return new FieldCase(isTotalKnown ? "total known" : "total unknown", () =>
        {
            FlacFile file = FlacDamageTests.Make(false, count: Count), other = FlacDamageTests.Make(false, i => Next + i, count: Others);
            if (!isTotalKnown) file.TotalFrames = 0;
            byte[] bytes = [.. file.ToArray(), .. other.Frames.SelectMany(frame => frame)];
            // Where STREAMINFO tells the length, they are no part of the recording.
            if (isTotalKnown) return Sound(file, bytes);
            int[] samples = [.. file.Samples, .. new int[(Next - Count) * Size], .. other.Samples];
            return new FieldFile(bytes, samples) { Lost = [new FrameRange(Count * Size, Next * Size)] };
        })
        {
            Notes = isTotalKnown ? [new(DiagnosticKind.Ignored, "bytes")] : [new(DiagnosticKind.Contradiction, "jump")],
        };
    }

    private static FieldCase BesideDamage() => new("one of 64 FlacFrames", () =>
    {
        FlacFile file = FlacSounds.File(1, 2, 16, Enumerable.Repeat(64, 64));
        file.Frames[10][^1] ^= 0x40;
        return Damaged(file, file.ToArray(), 64, (10, 1));
    });

    private static FieldCase Begins(string how, Func<FlacFile, byte[]> arrange) => new(how, () =>
        new FieldFile(arrange(FlacDamageTests.Make(false, i => 12 + i, count: 8)), []) { IsMeasured = true })
    {
        MayChangeWhileItGrows = true,
        MayBeTold = [new(DiagnosticKind.Contradiction, ""), new(DiagnosticKind.Ignored, ""), new(DiagnosticKind.Truncated, "")],
    };

    private static FieldCase PartialBlock(int channels, int blockBytes, int more) => new($"ADPCM, {channels} channels", () =>
    {
        byte[] audio = [.. Enumerable.Range(0, (blockBytes * 5) + more).Select(i => (byte)(i % 16 == 0 ? 1 : i * 7 % 80))];
        return new FieldFile(WaveBuilder.Riff().Format(WaveFormat.Ima(channels, blockBytes)).Data(audio, 0).ToArray(), []) { IsMeasured = true };
    })
    {
        Notes = [new(DiagnosticKind.Recovered, "follow")],
    };
}
