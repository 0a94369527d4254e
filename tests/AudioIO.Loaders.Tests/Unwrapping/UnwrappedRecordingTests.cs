using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Unwrapping;

/// <summary>Unwrapping as a recording over a recording: at joins, at damage, once.</summary>
public class UnwrappedRecordingTests
{
    private const int Segment = 1024; // at 4000 Hz, the shortest

    private static readonly UnwrapOptions Widen = new(0.75, UnwrapMode.Widen);

    [Fact]
    public void It_stands_over_the_recording_and_keeps_it_open()
    {
        double[] sound = WrappedSound.Loud(3000, 1, 4000);
        var source = new ComputedSource(WrappedSound.Wrapped(sound), 1, 4000);
        UnwrappedSource unwrapped = source.Unwrapped(Widen);
        source.Dispose();
        Assert.Same(source, unwrapped.Recording);
        Assert.Equal(Widen, unwrapped.Options);
        Assert.Equal(sound, unwrapped.ReadAll<double>());
        unwrapped.Dispose();
        Assert.True(source.IsClosed);
    }

    [Fact]
    public void The_same_options_do_not_act_twice_and_others_are_refused()
    {
        double[] sound = WrappedSound.Loud(3000, 1, 4000);
        using var source = new ComputedSource(WrappedSound.Wrapped(sound), 1, 4000);
        foreach (UnwrapMode mode in Enum.GetValues<UnwrapMode>())
        {
            var options = new AudioLoaderOptions { Unwrap = new UnwrapOptions(0.75, mode) };
            using UnwrappedSource once = source.Unwrapped(options.Unwrap);
            using UnwrappedSource twice = once.Unwrapped(options.Unwrap with { });
            using AudioLoader<double> array = AudioLoader.Open<double>(once, options);
            double[] expected = once.ReadAll<double>();
            Assert.Equal(expected, twice.ReadAll<double>());
            Assert.Equal(expected, array[.., 0]);
            Assert.Same(once, array.Source);
            Assert.Same(source, twice.Recording);
            var other = new UnwrapOptions(0.5, mode);
            Assert.Throws<InvalidOperationException>(() => once.Unwrapped(other));
            Assert.Throws<InvalidOperationException>(() => AudioLoader.Open<double>(once, options with { Unwrap = other }));
        }
    }

    [Fact]
    public void A_file_reads_the_same_in_a_recording_of_many_as_alone()
    {
        double[][] parts = [.. Enumerable.Range(0, 5).Select(i => UnwrappingTests.Awkward(700 + (500 * i), 2, seed: i))];
        var sources = parts.Select(part => new ComputedSource(part, 2, 4000)).ToList();
        using ConcatenatedSource joined = ConcatenatedSource.Of(sources);
        using UnwrappedSource unwrapped = joined.Unwrapped(Widen);
        double[] expected = [.. parts.SelectMany(part => WrappedSound.Unwrapped(part, 2, Segment, 0.75))];
        Assert.Equal(expected, unwrapped.ReadAll<double>());
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            int start = random.Next((int)unwrapped.Frames);
            double[] found = new double[2 * random.Next(1, (int)Math.Min(2000, unwrapped.Frames - start) + 1)];
            unwrapped.Read<double>(start, found);
            Assert.True(found.AsSpan().SequenceEqual(expected.AsSpan(2 * start, found.Length)), $"{found.Length / 2} frames from {start}");
        }
    }

    [Fact]
    public void Damage_makes_no_frame_unreadable_but_its_own()
    {
        double[] wrapped = UnwrappingTests.Awkward(12_000, 1, seed: 3);
        FrameRange[] lost = [new(1500, 1564), new(2047, 2049), new(5000, 9000), new(11_990, 12_000)];
        double[] expected = Defined(wrapped, lost);
        for (int seed = 0; seed < 10; seed++)
        {
            using UnwrappedSource unwrapped = new DamagedSource(wrapped, DamagePolicy.Throw, lost).Unwrapped(Widen);
            var random = new Random(seed);
            for (int i = 0; i < 150; i++)
            {
                int start = random.Next(12_000);
                double[] found = new double[random.Next(1, Math.Min(1 << random.Next(1, 12), 12_000 - start) + 1)];
                bool isLost = lost.Any(range => !range.Intersect(new FrameRange(start, start + found.Length)).IsEmpty);
                if (isLost)
                {
                    var fault = Assert.Throws<AudioFormatException>(() => unwrapped.Read<double>(start, found));
                    Assert.Contains(lost, range => range.Start == fault.StartFrame && range.Count == fault.FrameCount);
                    continue;
                }
                unwrapped.Read<double>(start, found);
                Assert.True(found.AsSpan().SequenceEqual(expected.AsSpan(start, found.Length)), $"seed {seed}, {found.Length} from {start}");
            }
        }
    }

    [Fact]
    public void Lost_frames_are_silent_and_what_is_behind_them_is_the_same_from_everywhere()
    {
        double[] wrapped = UnwrappingTests.Awkward(12_000, 1, seed: 4);
        FrameRange[] lost = [new(0, 10), new(1500, 1564), new(2047, 2049), new(5000, 9000)];
        double[] expected = Defined(wrapped, lost);
        for (int seed = 0; seed < 10; seed++)
        {
            using UnwrappedSource unwrapped = new DamagedSource(wrapped, DamagePolicy.Silence, lost).Unwrapped(Widen);
            var random = new Random(seed);
            for (int i = 0; i < 150; i++)
            {
                int start = random.Next(12_000);
                double[] found = new double[random.Next(1, Math.Min(1 << random.Next(1, 13), 12_000 - start) + 1)];
                unwrapped.Read<double>(start, found);
                Assert.True(found.AsSpan().SequenceEqual(expected.AsSpan(start, found.Length)), $"seed {seed}, {found.Length} from {start}");
            }
        }
    }

    [Fact]
    public void Minus_zero_stays_what_it_is_whatever_is_read_with_it()
    {
        double[] wrapped = new double[3000];
        Array.Fill(wrapped, -0.0);
        (wrapped[700], wrapped[701]) = (0.9, -0.9); // a wrap, so that its chunk is moved frame by frame
        using UnwrappedSource unwrapped = new ComputedSource(wrapped, 1, 4000).Unwrapped(Widen);
        double[] whole = unwrapped.ReadAll<double>();
        for (int start = 690; start < 712; start++)
        {
            double[] found = new double[1];
            unwrapped.Read<double>(start, found);
            Assert.Equal(BitConverter.DoubleToInt64Bits(whole[start]), BitConverter.DoubleToInt64Bits(found[0]));
        }
        Assert.True(double.IsNegative(whole[699]) && double.IsNegative(whole[2900]));
    }

    [Fact]
    public void It_grows_with_the_recording()
    {
        double[] wrapped = UnwrappingTests.Awkward(5000, 1, seed: 5);
        var source = new ComputedSource(wrapped[..3000], 1, 4000);
        using UnwrappedSource unwrapped = source.Unwrapped(Widen);
        double[] before = unwrapped.ReadAll<double>();
        source.Append(wrapped[3000..]);
        Assert.Equal(2000, unwrapped.Refresh());
        double[] after = unwrapped.ReadAll<double>();
        Assert.Equal(before, after[..3000]);
        Assert.Equal(WrappedSound.Unwrapped(wrapped, 1, Segment, 0.75), after);
    }

    /// <summary>What the definition says around damage: the frames behind it begin anew, within the same segments.</summary>
    private static double[] Defined(double[] wrapped, FrameRange[] lost)
    {
        double[] result = new double[wrapped.Length];
        int start = 0, since = 0;
        var counts = new List<int>();
        bool isFirst = true;
        for (int frame = 0; frame < wrapped.Length; frame++)
        {
            if (lost.Any(range => range.Start <= frame && frame < range.Stop))
            {
                isFirst = true;
                continue;
            }
            int jump = isFirst ? 0 : Jump(wrapped[frame] - wrapped[frame - 1]);
            if (isFirst) (start, since) = (0, 0);
            else if (frame % Segment == 0) (start, since) = (since - Most(counts) + jump, 0);
            else since += jump;
            if (isFirst || frame % Segment == 0) counts.Clear();
            counts.Add(since);
            isFirst = false;
            result[frame] = wrapped[frame] + (2 * (start + since));
        }
        return result;

        static int Jump(double difference) => difference > 1.5 ? -1 : difference < -1.5 ? 1 : 0;

        static int Most(List<int> counts) => counts.Where(count => Math.Abs(count) <= 8)
            .GroupBy(count => count)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => Math.Abs(group.Key))
            .ThenByDescending(group => group.Key)
            .First().Key;
    }
}
