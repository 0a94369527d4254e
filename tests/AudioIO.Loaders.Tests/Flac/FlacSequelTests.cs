namespace AudioIO.Tests.Flac;

/// <summary>What follows FlacFrames and is sound, but not what belongs there: another format, another recording, more than was announced.</summary>
public class FlacSequelTests
{
    private const int Size = 32;

    /// <summary>What is different, and the distance of its number from the one that belongs there.</summary>
    public static TheoryData<string, int> Strangers()
    {
        var cases = new TheoryData<string, int>();
        foreach (string kind in (string[])["channels", "bits", "rate", "strategy"])
            foreach (int number in (int[])[0, 1, -1, 7]) cases.Add(kind, number);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public void A_sound_frame_of_another_format_between_two_is_passed_over(string kind, int number)
    {
        foreach (int at in (int[])[1, 20, 39])
        {
            FlacFile file = FlacDamageTests.Make(false);
            file.Frames.Insert(at, Stranger(kind, at + number));
            byte[] bytes = file.ToArray();
            FlacWays ways = FlacWays.ReadAll(bytes);
            Assert.Empty(ways.Damage);
            Assert.Equal(file.Samples, ways.Samples);
            foreach (DamagePolicy policy in Enum.GetValues<DamagePolicy>())
            {
                foreach (long walk in (long[])[0, 1 << 20])
                {
                    using FlacSource source = FlacFile.Open(bytes, policy, walk);
                    Assert.True(source.Verify().IsSound);
                    FlacFile.ReadAll(source);
                    Diagnostic entry = Assert.Single(source.Diagnostics);
                    Assert.Equal((DiagnosticKind.Ignored, (long?)at * Size), (entry.Kind, entry.StartFrame));
                }
            }
        }
    }

    // Reading decodes, and sees where each FlacFrame ends; walking adds up checksums, and those of several are right together.
    [Theory]
    [InlineData("channels")]
    [InlineData("bits")]
    [InlineData("rate")]
    [InlineData("strategy")]
    public void Who_only_passes_a_sound_frame_of_another_format_notes_it_as_who_reads_there(string kind)
    {
        foreach (bool variable in (bool[])[false, true])
        {
            FlacFile file = FlacSounds.File(1, 1, 16, Enumerable.Repeat(Size, 40), variable);
            byte[] stranger = kind != "strategy" || !variable ? Stranger(kind, 20 * (variable ? Size : 1))
                : new FlacFrameCode { Number = 20, Subframes = [SubframeCode.Verbatim] }.Build([.. Enumerable.Range(1, Size)]);
            if (variable && kind != "strategy") continue;
            file.Frames.Insert(20, stranger);
            using FlacSource source = FlacFile.Open(file.ToArray());
            source.Read(39 * Size, new int[1].AsSpan());
            Diagnostic entry = Assert.Single(source.Diagnostics);
            Assert.Equal((DiagnosticKind.Ignored, 20L * Size), (entry.Kind, entry.StartFrame));
        }
    }

    [Theory]
    [InlineData("channels")]
    [InlineData("bits")]
    [InlineData("rate")]
    [InlineData("strategy")]
    public void A_frame_of_another_format_in_the_place_of_one_is_lost_alone_and_says_why(string kind)
    {
        FlacFile file = FlacDamageTests.Make(false);
        file.Frames[20] = Stranger(kind, 20);
        FlacWays ways = FlacWays.ReadAll(file.ToArray());
        Assert.Equal([(20L * Size, (long)Size)], ways.Damage);
        using FlacSource source = FlacFile.Open(file.ToArray());
        var fault = Assert.Throws<AudioFormatException>(() => source.Read(20 * Size, new int[1].AsSpan()));
        Assert.Equal(AudioFormatErrorKind.Unsupported, fault.Kind);
    }

    /// <summary>FlacFrames before the cut, of 400; whether the other recording has its header.</summary>
    public static TheoryData<int, bool> Cuts()
    {
        var cases = new TheoryData<int, bool>();
        foreach (int cut in (int[])[10, 25, 40, 90, 200, 350, 395])
            foreach (bool hasHeader in (bool[])[true, false]) cases.Add(cut, hasHeader);
        return cases;
    }

    // The last FlacFrame of the other recording has the number that the header of the first announces.
    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_cut_recording_with_another_behind_it_that_ends_as_announced_is_the_same_every_way(int cut, bool hasHeader)
    {
        FlacFile file = Noise(1, 400), other = Noise(2, 400);
        byte[] bytes = [.. file.ToArray()[..file.PositionOf(cut)], .. hasHeader ? other.ToArray() : other.Frames.SelectMany(frame => frame)];
        FlacWays ways = FlacWays.ReadAll(bytes);
        // Nothing of the other one is taken for this one.
        for (int i = 0; i < ways.Info.Frames; i++)
            Assert.True(ways.Samples[i] == file.Samples[i] || (ways.Samples[i] == 0 && i >= cut * Size), $"frame {i}");
        Assert.True(ways.Info.Frames - ways.FramesLost == cut * (long)Size, $"{ways.FramesLost} of {ways.Info.Frames} frames are lost");
    }

    // The sum is what was announced: so many of the first, the rest from another.
    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(380)]
    public void A_cut_recording_with_a_shorter_one_behind_it_ends_where_it_was_cut(int cut)
    {
        FlacFile file = Noise(1, 400), other = Noise(2, 400 - cut);
        FlacWays ways = FlacWays.ReadAll([.. file.ToArray()[..file.PositionOf(cut)], .. other.ToArray()]);
        Assert.Equal(cut * (long)Size, ways.Info.Frames);
        Assert.Empty(ways.Damage);
        Assert.Equal(file.Samples.Take(cut * Size), ways.Samples);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(37, 0)]
    [InlineData(399, 0)]
    [InlineData(1, 5000)]
    [InlineData(37, 5000)]
    public void Frames_in_order_behind_the_announced_length_belong_to_the_recording(int more, int zeros)
    {
        FlacFile file = Noise(1, 400);
        file.TotalFrames = (400 - more) * (long)Size;
        file.Trailer.Add(new byte[zeros]);
        byte[] bytes = file.ToArray();
        FlacWays ways = FlacWays.ReadAll(bytes);
        Assert.Equal(file.Samples, ways.Samples);
        using FlacSource source = FlacFile.Open(bytes, wholeWalkBytes: 0);
        Assert.Contains(source.Diagnostics, entry => entry.Kind == DiagnosticKind.Contradiction);
        // Damage behind the announced end is that of any place.
        file.Frames[400 - more][^1] ^= 0x40;
        FlacWays damaged = FlacWays.ReadAll(file.ToArray());
        Assert.Equal(file.FrameCount, damaged.Info.Frames);
        Assert.Equal([((400 - more) * (long)Size, (long)Size)], damaged.Damage);
    }

    /// <summary>FlacFrames that tell each other apart: samples as they are.</summary>
    private static FlacFile Noise(int seed, int count)
    {
        var random = new Random(seed);
        var file = new FlacFile { MinBlockSize = Size, MaxBlockSize = Size };
        for (int i = 0; i < count; i++)
        {
            file.Add(
                new FlacFrameCode { Number = i, Subframes = [SubframeCode.Verbatim] },
                [.. Enumerable.Range(0, Size).Select(_ => random.Next(1, 1 << 15))]);
        }
        return file;
    }

    private static byte[] Stranger(string kind, int number)
    {
        int[] samples = [.. Enumerable.Range(1, Size)];
        var code = new FlacFrameCode { Number = number, Subframes = [SubframeCode.Verbatim] };
        return kind switch
        {
            "channels" => (code with { Subframes = [SubframeCode.Verbatim, SubframeCode.Verbatim] }).Build(samples, samples),
            "bits" => (code with { Bits = 24 }).Build(samples),
            "rate" => (code with { RateCode = 10 }).Build(samples),
            _ => (code with { Variable = true, Number = number * Size }).Build(samples),
        };
    }
}
