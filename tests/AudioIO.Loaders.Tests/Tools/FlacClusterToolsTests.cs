using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Tools;

/// <summary>
/// Clusters in wrong places of a recording of ten minutes, as storages leave them: no more than what is gone is lost, the same whichever way
/// the file is read.
/// </summary>
public class FlacClusterToolsTests
{
    private const int Rate = 48000;
    private const int Seconds = 600;
    private const int Places = 24;

    private static readonly Lazy<(byte[] Sound, byte[] Other, int[] Samples)> Recordings = new(Record);

    /// <summary>Kind, KiB of a cluster.</summary>
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (string kind in FlacClusters.Kinds)
            foreach (int kibibytes in (int[])[4, 64]) cases.Add(kind, kibibytes);
        return cases;
    }

    [ToolsTheory]
    [MemberData(nameof(Cases))]
    [Trait("Needs", "tools")]
    public void A_cluster_in_a_wrong_place_loses_its_own_second_at_most(string kind, int kibibytes)
    {
        (byte[] sound, byte[] other, int[] samples) = Recordings.Value;
        int cluster = kibibytes << 10;
        // What is gone, and the two FlacFrames that the cluster cuts.
        long most = ((long)cluster * samples.Length / sound.Length) + (3 * 4096);
        Parallel.For(1, Places + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            double place = i / (Places + 1.0);
            byte[] bytes = FlacClusters.Damage(sound, other, kind, place, cluster);
            FlacWays ways = FlacWays.ReadAround(
                (policy, threads) => (FlacSource)AudioLoader.OpenSource(
                    new MemoryStream(bytes), new AudioLoaderOptions { OnDamage = policy, MaxDecodingThreads = threads }),
                samples, (long)(samples.Length * place), around: 12 * Rate, longBlock: 10 * Rate, most, $"{kind} at {i} of {Places}");
            if (i % 8 == 0) ways.AssertVerified();
        });
    }

    [ToolsTheory]
    [InlineData(20)]
    [Trait("Needs", "tools")]
    public void Segments_of_ffmpeg_are_the_parts_of_the_whole(int seconds)
    {
        using var programs = new Programs();
        string whole = programs.Path("whole.flac"), pattern = programs.Path("part%d.flac");
        Programs.Run("sox", "-n", "-r", "48000", "-b", "16", "-c", "1", whole, "synth", "60", "sine", "300-3000", "vol", "0.5");
        Programs.Run("ffmpeg", "-v", "error", "-i", whole, "-c", "copy", "-f", "segment", "-segment_time", $"{seconds}", pattern);
        string[] parts = [.. Enumerable.Range(0, 60 / seconds).Select(i => programs.Path($"part{i}.flac"))];
        using var source = (FlacSource)AudioLoader.OpenSource(whole);
        int[] expected = FlacFile.ReadAll(source);
        int[] joined = [.. parts.SelectMany(part =>
        {
            using var read = (FlacSource)AudioLoader.OpenSource(part);
            // The first part begins at 0, as a file that was cut, and has the checksum and the length of the whole.
            FlacVerification verification = read.Verify();
            Assert.Equal(FlacMd5Result.OfLongerStream, verification.Md5);
            Assert.Equal(part != parts[0], verification.IsSound);
            Assert.Empty(verification.Damage);
            return FlacFile.ReadAll(read);
        })];
        Assert.Equal(expected, joined);
        using AudioLoader<short> join = AudioLoader.Open<short>(parts);
        Assert.Equal(expected.Length, join.Frames);
    }

    private static (byte[] Sound, byte[] Other, int[] Samples) Record()
    {
        using var programs = new Programs();
        byte[] sound = Encode(programs, "night", Seconds, "0.5"), other = Encode(programs, "other", Seconds - 100, "0.4");
        using var source = (FlacSource)AudioLoader.OpenSource(new MemoryStream(sound));
        return (sound, other, FlacFile.ReadAll(source));
    }

    private static byte[] Encode(Programs programs, string name, int seconds, string level)
    {
        string wave = programs.Path(name + ".wav"), flac = programs.Path(name + ".flac");
        Programs.Run("sox", "-R", "-n", "-r", $"{Rate}", "-b", "16", "-c", "1", wave, "synth", $"{seconds}", "pinknoise", "vol", level);
        Programs.Run("flac", "-s", "-f", "-5", "-o", flac, wave);
        return File.ReadAllBytes(flac);
    }
}
