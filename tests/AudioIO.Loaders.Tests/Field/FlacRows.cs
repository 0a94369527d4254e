using System.Text;
using AudioIO.Tests.Flac;
using static AudioIO.Tests.Field.FieldFlac;

namespace AudioIO.Tests.Field;

/// <summary>FLAC files that are cut, are parts of longer ones, or say odd things of themselves.</summary>
internal static class FlacRows
{
    private const int Size = 32;

    /// <summary>The FlacFrame with which a part of a longer stream begins.</summary>
    private const int First = 469;

    public static IReadOnlyList<FieldRow> All { get; } =
    [
        // One that is cut after it was opened is cut at every byte in FlacCutFileTests; WAV, which throws where it ends, in FieldFaultTests.
        new(FieldSection.Flac, "Source shorter than its Length",
            Announced(1), Announced(17), Announced(5000), Announced(1 << 20)),
        new(FieldSection.Flac, "First coded number is not 0", [.. Parts(), PartWithDamage(2), PartWithDamage(^5)]),
        new(FieldSection.Flac, "One request above 2^30 frames", VeryLong()
            .Without(FieldWay.Growing, "How long a file is plays no part in how it grows, and looking at this one at every step takes long.")
            .Without(FieldWay.Verify, "Verifying decodes every FlacFrame, which FlacLongRequestTests does in one request.")),
        new(FieldSection.Flac, "Cut inside a FlacFrame, then foreign bytes",
            CutThen("noise", Recordings.Noise(60_000)), CutThen("PCM", Recordings.Counting(30_000)), CutThen("NUL", new byte[60_000])),
        new(FieldSection.Flac, "Preallocated zeros behind the end", Preallocated(isTotalKnown: true), Preallocated(isTotalKnown: false)),
        new(FieldSection.Flac, "WAVEFORMATEXTENSIBLE_CHANNEL_MASK in VORBIS_COMMENT",
            Mask("WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x0600", 0x600), Mask("waveformatextensible_channel_mask=0x3", 3),
            Mask("WAVEFORMATEXTENSIBLE_CHANNEL_MASK=none", 3), Mask("TITLE=night", 3), Mask("", 3)),
        new(FieldSection.Flac, "Starts at a FlacFrame without header", Headless()),
        new(FieldSection.Flac, "Forbidden block size 65 536 with a right CRC-8", ForbiddenFirst(), ForbiddenWithin()),
        new(FieldSection.Flac, "Numbers begin again at 0 behind the first run", BeginsAgain(30), BeginsAgain(2000)),
    ];

    private static FieldCase Announced(int excess) => new($"FLAC, {excess} bytes more", () => Sound(FlacDamageTests.Make(false)))
    {
        Streamed = bytes => new AnnouncingStream(bytes, excess),
        Notes = [new(DiagnosticKind.Truncated, "bytes")],
        Also = source => Assert.Equal((0L, true), (source.Refresh(), ((FlacSource)source).Verify().IsSound)),
    };

    private static IEnumerable<FieldCase> Parts()
    {
        foreach (bool isVariable in (bool[])[false, true])
        {
            foreach (string total in (string[])["right", "unknown", "behind its last frame", "of the whole"])
            {
                yield return new FieldCase($"{(isVariable ? "variable" : "fixed")} blocks, total {total}", () => Sound(Part(isVariable, total)))
                {
                    Notes = [new(DiagnosticKind.Contradiction, $"begins at frame {First * Size} of a longer stream")],
                    Also = source => Assert.Equal(
                        (FlacMd5Result.OfLongerStream, true),
                        (((FlacSource)source).Verify().Md5, ((FlacSource)source).Verify().IsSound)),
                };
            }
        }
    }

    private static FieldCase PartWithDamage(Index at) => new($"damaged {(at.IsFromEnd ? "samples" : "headers")}", () =>
    {
        FlacFile file = Part(false, "right");
        foreach (int index in (int[])[3, 20]) file.Frames[index][at] ^= 0x10;
        return Damaged(file, file.ToArray(), Size, (3, 1), (20, 1));
    })
    {
        Notes = [new(DiagnosticKind.Contradiction, $"begins at frame {First * Size} of a longer stream")],
    };

    private static FlacFile Part(bool isVariable, string total)
    {
        FlacFile file = FlacDamageTests.Make(isVariable, i => First + i);
        file.TotalFrames = total switch
        {
            "right" => file.FrameCount,
            "unknown" => 0,
            "behind its last frame" => (First * Size) + file.FrameCount,
            _ => 100_000,
        };
        file.Md5 = [1, .. new byte[15]];
        return file;
    }

    // The request itself, of all frames at once, is made in FlacLongRequestTests.
    private static FieldCase VeryLong() => new("1.8 · 10^9 frames", () =>
    {
        FlacFile file = FlacLongRequestTests.Make();
        return new FieldFile(file.ToArray(), file.TotalFrames!.Value, FlacLongRequestTests.ValueAt);
    });

    private static FieldCase CutThen(string what, byte[] foreign)
    {
        FlacFile file = FlacDamageTests.Make(false);
        const int Cut = 24;
        return new FieldCase(what, () =>
        {
            FlacFile whole = FlacDamageTests.Make(false);
            byte[] bytes = [.. whole.ToArray().AsSpan(0, whole.PositionOf(Cut) + 20), .. foreign];
            return new FieldFile(bytes, (Cut + 1) * Size, i => i < Cut * Size ? whole.Samples[(int)i] : 0)
            {
                Lost = [new FrameRange(Cut * Size, (Cut + 1) * Size)],
            };
        })
        {
            Notes =
            [
                new(DiagnosticKind.Damaged, "Frame", file.PositionOf(Cut)), new(DiagnosticKind.Ignored, "bytes"),
                new(DiagnosticKind.Contradiction, "frames"),
            ],
        };
    }

    private static FieldCase Preallocated(bool isTotalKnown)
    {
        const int Reserved = 4 << 20;
        return new FieldCase(isTotalKnown ? "total known" : "total unknown", () =>
        {
            FlacFile file = FlacDamageTests.Make(false, count: 400);
            if (!isTotalKnown) file.TotalFrames = 0;
            return Sound(file, [.. file.ToArray(), .. new byte[Reserved]]);
        })
        {
            Notes = [new(DiagnosticKind.Ignored, "bytes behind the last FlacFrame")],
            // Where the total is known, zeros are not searched; where it is not, they are passed once.
            Cost = new(isTotalKnown ? Reserved / 8 : Reserved + (Reserved / 8), Reserved),
        };
    }

    /// <param name="comment">The comment; empty for a block that lies about its lengths.</param>
    /// <param name="mask">Meaning of the channels.</param>
    private static FieldCase Mask(string comment, uint mask) => new(comment, () =>
    {
        FlacFile file = FlacDamageTests.Make(false, channels: 2);
        byte[] text = Encoding.UTF8.GetBytes(comment);
        if (text.Length == 0) file.Metadata.Add((4, [255, 255, 255, 255, 1]));
        else file.Metadata.Add((4, [3, 0, 0, 0, .. "abc"u8, 2, 0, 0, 0, 4, 0, 0, 0, .. "A=bc"u8, (byte)text.Length, 0, 0, 0, .. text]));
        return Sound(file);
    })
    {
        Notes = comment.Length == 0 ? [new(DiagnosticKind.Metadata, "VORBIS_COMMENT")] : [],
        Also = source => Assert.Equal(mask, source.Info.ChannelMask),
    };

    private static FieldCase Headless() => new("all of them", () =>
        new FieldFile([.. FlacDamageTests.Make(false).Frames.SelectMany(frame => frame)], []))
    {
        Refusal = new(typeof(AudioFormatException), "FLAC frames without the header"),
    };

    private static FieldCase ForbiddenFirst() => new("the first", () => new FieldFile([.. new FlacFile { TotalFrames = 65536 }.Header, .. Forbidden(0)], []))
    {
        Refusal = new(typeof(AudioFormatException), "65536 frames, which is forbidden"),
    };

    private static FieldCase ForbiddenWithin() => new("one of many", () =>
    {
        FlacFile file = FlacDamageTests.Make(false);
        file.Frames[20] = Forbidden(20);
        return Damaged(file, file.ToArray(), Size, (20, 1));
    })
    {
        Notes = [new(DiagnosticKind.Damaged, "at most 65535 frames, found one of 65536")],
    };

    private static byte[] Forbidden(int number) => new FlacFrameCode
    {
        Number = number,
        BlockSizeCode = 7,
        BlockSizeExtra = 65535,
        Subframes = [SubframeCode.Constant],
    }.Build(new int[Size]);

    // Longer than a cluster, which could stand twice, or not.
    private static FieldCase BeginsAgain(int second) => new($"{second} FlacFrames", () =>
    {
        FlacFile file = FlacDamageTests.Make(false, count: 800), other = FlacDamageTests.Make(false, count: second);
        file.TotalFrames = 0;
        return Sound(file, [.. file.ToArray(), .. other.Frames.SelectMany(frame => frame)]);
    })
    {
        Notes = [new(DiagnosticKind.Ignored, "begin again")],
    };
}
