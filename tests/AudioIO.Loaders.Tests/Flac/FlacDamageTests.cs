namespace AudioIO.Tests.Flac;

/// <summary>
/// Damaged, missing, repeated and reordered FlacFrames: what is lost keeps its place, and nothing else is lost, shifted or poisoned.
/// Every case is opened twice: walked from the beginning, as small files are, and landed on, as large ones are.
/// </summary>
public class FlacDamageTests
{
    private const int Size = 32;
    private const int Count = 40;

    public static TheoryData<bool, bool> Ways => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_flipped_bit_in_the_residual_loses_its_frame_only(bool variable, bool large)
    {
        FlacFile file = Make(variable);
        file.Frames[20][^5] ^= 0x10;
        AssertLost(file, file.ToArray(), large, frame => frame is >= 20 * Size and < 21 * Size);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_flipped_bit_in_the_header_loses_its_frame_only(bool variable, bool large)
    {
        FlacFile file = Make(variable);
        file.Frames[20][2] ^= 0x10;
        AssertLost(file, file.ToArray(), large, frame => frame is >= 20 * Size and < 21 * Size);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_missing_frame_is_a_gap_in_its_place(bool variable, bool large)
    {
        FlacFile file = Make(variable);
        byte[] bytes = Join(file, Enumerable.Range(0, Count).Where(i => i != 20));
        AssertLost(file, bytes, large, frame => frame is >= 20 * Size and < 21 * Size);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Many_missing_frames_are_a_gap_in_their_place(bool variable, bool large)
    {
        FlacFile file = Make(variable);
        byte[] bytes = Join(file, Enumerable.Range(0, Count).Where(i => i is < 5 or > 25));
        AssertLost(file, bytes, large, frame => frame is >= 5 * Size and < 26 * Size);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_first_frame_may_be_damaged(bool variable, bool large)
    {
        FlacFile file;
        foreach (int at in (int[])[2, 20])
        {
            file = Make(variable);
            file.Frames[0][at] ^= 0x40;
            AssertLost(file, file.ToArray(), large, frame => frame < Size);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_last_frame_keeps_its_place_when_it_is_damaged(bool variable, bool large)
    {
        foreach (int at in (int[])[2, 20])
        {
            FlacFile file = Make(variable);
            file.Frames[Count - 1][at] ^= 0x40;
            AssertLost(file, file.ToArray(), large, frame => frame >= (Count - 1) * Size);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Junk_between_frames_loses_nothing_and_is_noted(bool variable, bool large)
    {
        FlacFile file = Make(variable);
        byte[] junk = new byte[1000];
        new Random(1).NextBytes(junk);
        byte[] bytes = [.. file.Header, .. file.Frames.Take(20).SelectMany(f => f), .. junk, .. file.Frames.Skip(20).SelectMany(f => f)];
        FlacSource source = AssertLost(file, bytes, large, _ => false);
        Assert.Contains(source.Diagnostics, d => d.Kind == DiagnosticKind.Ignored && d.Position == file.PositionOf(20));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_frame_that_stands_twice_counts_once(bool variable, bool large)
    {
        FlacFile file = Make(variable);
        AssertLost(file, Join(file, [.. Enumerable.Range(0, 21), 20, .. Enumerable.Range(21, Count - 21)]), large, _ => false);
        AssertLost(file, Join(file, [.. Enumerable.Range(0, 21), 3, 4, 5, .. Enumerable.Range(21, Count - 21)]), large, _ => false);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_frames_in_the_wrong_order_lose_one_and_shift_none(bool variable)
    {
        FlacFile file = Make(variable);
        byte[] bytes = Join(file, [.. Enumerable.Range(0, 20), 21, 20, .. Enumerable.Range(22, Count - 22)]);
        AssertLost(file, bytes, false, frame => frame is >= 21 * Size and < 22 * Size, frame => frame is >= 20 * Size and < 21 * Size);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Which_of_two_frames_in_the_wrong_order_is_lost_does_not_depend_on_what_was_read_before(bool large)
    {
        // Far below the largest, so that the CRC-16 of two of them is looked at in one step.
        FlacFile file = Make(variable: true);
        file.MaxBlockSize = 8 * Size;
        byte[] bytes = Join(file, [.. Enumerable.Range(0, 20), 21, 20, .. Enumerable.Range(22, Count - 22)]);
        int[] whole = FlacFile.ReadAll(FlacFile.Open(bytes, DamagePolicy.Silence, large ? 0 : FlacLength.DefaultWholeWalkBytes));
        int[] sample = new int[1];
        for (int first = 0; first < whole.Length; first += Size / 2)
        {
            using FlacSource source = FlacFile.Open(bytes, DamagePolicy.Silence, large ? 0 : FlacLength.DefaultWholeWalkBytes);
            for (int frame = first; frame < whole.Length; frame += Size + 1)
            {
                source.Read(frame, sample.AsSpan());
                Assert.True(sample[0] == whole[frame], $"from frame {first} on, frame {frame} is {sample[0]}, in the whole {whole[frame]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_frame_with_a_wrong_number_is_lost_and_takes_no_other_with_it(bool variable, bool large)
    {
        foreach (int wrong in (int[])[3, 27, 1000, 1 << 30])
        {
            FlacFile file = Make(variable, index => index == 20 ? wrong : index);
            AssertLost(file, file.ToArray(), large, frame => frame is >= 20 * Size and < 21 * Size);
        }
    }

    [Fact]
    public void A_source_that_failed_reads_on_as_if_nothing_had_happened()
    {
        FlacFile file = Make(false);
        file.Frames[20][^5] ^= 0x10;
        using FlacSource source = FlacFile.Open(file.ToArray());
        int[] part = new int[10];
        for (int i = 0; i < 5; i++)
        {
            Assert.Throws<AudioFormatException>(() => source.Read(20 * Size, part.AsSpan()));
            source.Read((21 * Size) + i, part.AsSpan());
            Assert.Equal(file.Samples[((21 * Size) + i)..((21 * Size) + i + 10)], part);
        }
    }

    [Fact]
    public void Silence_is_told_once_with_its_frames_and_place()
    {
        FlacFile file = Make(false);
        file.Frames[20][^5] ^= 0x10;
        using FlacSource source = FlacFile.Open(file.ToArray(), DamagePolicy.Silence);
        for (int i = 0; i < 3; i++) FlacFile.ReadAll(source);
        Diagnostic entry = Assert.Single(source.Diagnostics);
        Assert.Equal(
            (DiagnosticKind.Damaged, (long?)20 * Size, (long?)Size, (long?)file.PositionOf(20)),
            (entry.Kind, entry.StartFrame, entry.FrameCount, entry.Position));
    }

    [Theory]
    [InlineData(2, 16, 0, "2 channels of 16 bits at 44100 Hz")]
    [InlineData(1, 20, 0, "1 channels of 20 bits at 44100 Hz")]
    [InlineData(1, 16, 10, "1 channels of 16 bits at 48000 Hz")]
    public void A_change_of_format_is_refused_where_it_happens_and_counted_in_the_length(int channels, int bits, int rateCode, string found)
    {
        FlacFile file = Make(false);
        FlacFrameCode code = new()
        {
            Number = 0,
            Bits = bits,
            RateCode = rateCode,
            Subframes = [.. Enumerable.Repeat(SubframeCode.Fixed(1),
            channels)]
        };
        byte[] bytes = file.ToArray();
        for (int i = 0; i < 3; i++) bytes = [.. bytes, .. (code with { Number = Count + i }).Build([.. Enumerable.Range(0,
            channels).Select(_ => new int[Size])])];
        using FlacSource source = FlacFile.Open(bytes);
        Assert.Equal((Count + 3) * Size, source.Info.Frames);
        Assert.NotEmpty(source.Diagnostics);
        int[] samples = new int[Count * Size];
        source.Read(0, samples.AsSpan());
        Assert.Equal(file.Samples, samples);
        var failure = Assert.Throws<AudioFormatException>(() => source.Read((Count * Size) - 1, samples.AsSpan(0, 2)));
        Assert.Equal((AudioFormatErrorKind.Unsupported, (long?)Count * Size), (failure.Kind, failure.StartFrame));
        Assert.Contains(found, failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Forty FlacFrames of noise whose numbers are given by <paramref name="numberOf"/>.</summary>
    internal static FlacFile Make(bool variable, Func<int, long>? numberOf = null, int count = Count, int channels = 1)
    {
        var random = new Random(5);
        var file = new FlacFile { MinBlockSize = Size, MaxBlockSize = variable ? Size + 1 : Size, Channels = channels };
        for (int i = 0; i < count; i++)
        {
            int[][] samples = [.. Enumerable.Range(0, channels).Select(_ =>
                Enumerable.Range(0, Size).Select(_ => random.Next(-900, 900)).ToArray())];
            long number = (numberOf?.Invoke(i) ?? i) * (variable ? Size : 1);
            file.Add(new FlacFrameCode
            {
                Number = number,
                Variable = variable,
                Subframes = [.. Enumerable.Repeat(SubframeCode.Fixed(i % 3),
                channels)]
            }, samples);
        }
        return file;
    }

    private static byte[] Join(FlacFile file, IEnumerable<int> frames) => [.. file.Header, .. frames.SelectMany(i => file.Frames[i])];

    private static FlacSource AssertLost(FlacFile file, byte[] bytes, bool large, Func<long, bool> lost, Func<long, bool>? orLost = null)
    {
        long wholeWalkBytes = large ? 0 : FlacLength.DefaultWholeWalkBytes;
        FlacSource? last = null;
        foreach (DamagePolicy policy in Enum.GetValues<DamagePolicy>())
        {
            for (int seed = 0; seed < 4; seed++)
            {
                last?.Dispose();
                last = FlacFile.Open(bytes, policy, wholeWalkBytes);
                Func<long, bool> actual = lost;
                if (orLost is not null && IsLost(last, lost)) actual = lost;
                else if (orLost is not null) actual = orLost;
                FlacWindows.AssertEqual(last, file.Samples, actual, seed, 150);
                FlacWindows.AssertPart(last, file.Samples, actual, 0, (int)file.FrameCount, "whole");
            }
        }
        return last!;
    }

    private static bool IsLost(FlacSource source, Func<long, bool> lost)
    {
        long frame = 0;
        while (!lost(frame)) frame++;
        int[] value = new int[1];
        try
        {
            source.Read(frame, value.AsSpan());
            return value[0] == 0;
        }
        catch (AudioFormatException)
        {
            return true;
        }
    }
}
