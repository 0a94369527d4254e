using AudioIO.Tests.Remote;

namespace AudioIO.Tests.Flac;

/// <summary>
/// Clusters in wrong places that are longer than what a landing looks at: searching finds what walking finds. The same on what an encoder
/// makes of ten minutes is in Tools.
/// </summary>
public class FlacClusterTests
{
    private const int Size = FlacNoise.Size;
    private const int Count = 5000;

    private static readonly Lazy<(byte[] Sound, int[] Samples)> Recording = new(() => FlacNoise.File(1, count: Count)), Other = new(() => FlacNoise.File(2, count: Count));

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (string kind in FlacClusters.Kinds.Append("foreign beside"))
            foreach (int kibibytes in (int[])[64, 1024]) cases.Add(kind, kibibytes);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Searching_finds_what_walking_finds(string kind, int kibibytes)
    {
        int cluster = kibibytes << 10;
        (byte[] sound, int[] samples) = Recording.Value;
        Parallel.For(1, 8, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            // Not the header of the file.
            double place = Math.Max(i / 8.0, (double)cluster / sound.Length);
            byte[] bytes = FlacClusters.Damage(sound, Other.Value.Sound, kind, place, cluster);
            long frames = (long)cluster * samples.Length / sound.Length;
            FlacWays.ReadAround(
                (policy, threads) => FlacFile.Open(bytes, policy, wholeWalkBytes: 0, threads),
                // What has the numbers that belong there is taken for what belongs there: only the checksum of the whole tells.
                kind == "foreign beside" ? [] : samples,
                (long)(samples.Length * place), around: 60 * Size, longBlock: 20 * Size, mostLost: frames + (3 * Size), $"{kind} at {i}");
        });
    }

    // Its numbers are those of a little later: they jump ahead, and what is behind it falls back to what it has, and goes on.
    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void A_cluster_of_another_recording_with_numbers_of_the_place_is_not_taken_for_sound(int shift)
    {
        (byte[] sound, int[] samples) = Recording.Value;
        byte[] other = FlacNoise.File(2, shift, count: Count).Sound;
        foreach (int cluster in (int[])[64 << 10, 256 << 10])
        {
            byte[] bytes = FlacClusters.Damage(sound, other, "foreign beside", 0.4, cluster);
            using FlacSource source = FlacFile.Open(bytes, DamagePolicy.Silence, wholeWalkBytes: 0);
            int[] read = FlacFile.ReadAll(source);
            FrameRange lost = Assert.Single(source.DamagedRanges);
            Assert.InRange(lost.Count, 1, ((long)cluster * samples.Length / sound.Length) + (3 * Size));
            samples.AsSpan((int)lost.Start, (int)lost.Count).CopyTo(read.AsSpan((int)lost.Start));
            Assert.True(read.AsSpan().SequenceEqual(samples));
            Assert.Equal([(lost.Start, lost.Count)], source.Verify().Damage.Select(entry => (entry.StartFrame!.Value, entry.FrameCount!.Value)));
        }
    }

    // One of its ends is always seen where it begins at a multiple of its size, as storages place it.
    [Theory]
    [InlineData(32, -3)]
    [InlineData(32, 40)]
    [InlineData(64, -40)]
    [InlineData(64, -3)]
    [InlineData(64, 3)]
    [InlineData(64, 40)]
    [InlineData(128, -3)]
    [InlineData(128, 40)]
    [InlineData(256, -40)]
    [InlineData(512, 3)]
    [InlineData(1024, -3)]
    [InlineData(1024, 3)]
    public void The_inside_of_a_cluster_of_another_recording_is_what_the_walk_says(int kibibytes, int shift)
    {
        (byte[] sound, int[] samples) = Recording.Value;
        byte[] other = FlacNoise.File(2, shift, count: Count).Sound;
        foreach (double place in (double[])[0.3, 0.6])
        {
            byte[] bytes = FlacClusters.Damage(sound, other, "foreign beside", place, kibibytes << 10);
            FlacWays.ReadAround(
                (policy, threads) => FlacFile.Open(bytes, policy, wholeWalkBytes: 0, threads),
                [], (long)(samples.Length * place), around: 30 * Size, longBlock: 20 * Size, mostLost: samples.Length / 4, $"{shift} at {place}");
        }
    }

    // The other one is as long as the header of the first announces, and lies so that many places of the file are in order.
    [Theory]
    [InlineData(0.0006)]
    [InlineData(0.002)]
    [InlineData(0.007)]
    [InlineData(0.015)]
    [InlineData(0.03)]
    [InlineData(0.06)]
    [InlineData(0.12)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.95)]
    public void A_cut_recording_with_another_of_the_announced_length_behind_it_is_no_whole_one(double place)
    {
        (byte[] sound, int[] samples) = Recording.Value;
        byte[] other = Other.Value.Sound;
        int cut = (int)(Count * place), at = Position(cut);
        foreach ((byte[] second, int more) in ((byte[], int)[])[(other, 0), (other[Position(0)..], 0), (other, 500), (other[Position(0)..], 500)])
        {
            // At the end of a FlacFrame, or within it.
            byte[] bytes = [.. sound[..(at + more)], .. second];
            FlacWays ways = FlacWays.ReadAround(
                (policy, threads) => FlacFile.Open(bytes, policy, threads: threads),
                samples, cut * (long)Size, around: 60 * Size, longBlock: 20 * Size, mostLost: samples.Length, $"cut at {place}");
            Assert.Equal((cut * (long)Size, (Count - cut) * (long)Size), Assert.Single(ways.Damage));
        }

        int Position(int flacFrame)
        {
            // 42 bytes of header; each FlacFrame has 10 or 11 bytes and its number around the samples.
            int position = 42;
            for (int i = 0; i < flacFrame; i++) position += 10 + FlacFrameCode.CodedNumber(i).Length + (2 * Size);
            return position;
        }
    }

    // From afar fewer places are looked at, so that one that was cut within its first fourteenth is found out by a whole read alone.
    [Theory]
    [InlineData(0.08)]
    [InlineData(0.13)]
    [InlineData(0.2)]
    [InlineData(0.4)]
    [InlineData(0.9)]
    public void From_afar_likewise_where_it_was_cut_behind_its_first_part(double place)
    {
        byte[] sound = Recording.Value.Sound;
        byte[] bytes = [.. sound[..(int)(sound.Length * place)], .. Other.Value.Sound];
        using FlacSource source = FlacSource.Open(new DistantBytes(bytes), 0, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        int[] last = new int[100];
        source.Read(source.Info.Frames - 100, last.AsSpan());
        Assert.True(!last.AsSpan().ContainsAnyExcept(0));
        Assert.InRange(Assert.Single(source.DamagedRanges).Start, (long)(Count * place - 2) * Size, (long)(Count * place + 2) * Size);
    }

    // What was read from the inside alone may be the cluster's; who has seen its ends knows better.
    [Theory]
    [InlineData(128)]
    [InlineData(512)]
    public void Verifying_brings_to_light_a_cluster_of_another_recording_of_any_size(int kibibytes)
    {
        (byte[] sound, int[] samples) = Recording.Value;
        byte[] bytes = FlacClusters.Damage(sound, FlacNoise.File(2, 40, count: Count).Sound, "foreign beside", 0.4, kibibytes << 10);
        using FlacSource source = FlacFile.Open(bytes, DamagePolicy.Silence, wholeWalkBytes: 0);
        Diagnostic damage = Assert.Single(source.Verify().Damage);
        (long start, long count) = (damage.StartFrame!.Value, damage.FrameCount!.Value);
        var random = new Random(1);
        int[] part = new int[Size];
        for (int i = 0; i < 40; i++)
        {
            long frame = start + random.NextInt64(count - Size);
            source.Read(frame, part.AsSpan());
            Assert.True(!part.AsSpan().ContainsAnyExcept(0), $"frame {frame} of those from {start} on");
        }
        source.Read(start + count, part.AsSpan());
        Assert.Equal(samples[(int)(start + count)..(int)(start + count + Size)], part);
    }

    // The largest FlacFrame that the header allows is longer than what lies between the beginning of the file and a border.
    [Fact]
    public void Where_a_cluster_begins_is_looked_at_from_the_beginning_of_the_file_on_at_most()
    {
        const int Silent = 3, Largest = 65_535;
        (byte[] sound, int[] samples) = FlacNoise.File(1, silentChannels: Silent, size: Largest, count: 60);
        int[] one = new int[1 + Silent];
        for (int frame = 5 * Largest; frame < 8 * Largest; frame += 10_007)
        {
            using FlacSource source = FlacFile.Open(sound, wholeWalkBytes: 0);
            source.Read(frame, one.AsSpan());
            Assert.Equal([samples[frame], .. new int[Silent]], one);
        }
    }
}
