using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Field;

/// <summary>Every row while its bytes arrive: what was there keeps its place, and after a refresh it is what it is when opened anew.</summary>
public sealed class FieldGrowthTests
{
    public static TheoryData<string, string> Growing() => FieldRows.By(FieldWay.Growing);

    public static TheoryData<string, string> Verified() => FieldRows.By(FieldWay.Verify);

    [Theory]
    [MemberData(nameof(Growing))]
    public void While_it_grows(string row, string variant)
    {
        FieldCase each = FieldRows.Find(row, variant);
        for (int seed = 0; seed < 3; seed++) Grow(each, new Random(seed));
    }

    [Theory]
    [MemberData(nameof(Verified))]
    public void Verifying_lists_what_reading_cannot_give_whether_it_is_read_as_a_small_file_or_as_a_large_one(string row, string variant)
    {
        FieldCase each = FieldRows.Find(row, variant);
        FieldFile file = each.File;
        using var source = (FlacSource)AudioLoader.OpenSource(each.AsStream(), each.Options);
        IReadOnlyList<Diagnostic> damage = source.Verify().Damage;
        Assert.Equal(file.Lost.Take(DiagnosticLog.MaxEntries), damage.Where(entry => entry.StartFrame is not null)
            .Select(entry => new FrameRange(entry.StartFrame!.Value, entry.StartFrame.Value + entry.FrameCount!.Value)));
        if (file.IsLong || file.Lost.Count > DiagnosticLog.MaxEntries || file.MostLost is not null || each.Streamed is not null) return;
        using (FlacSource large = FlacFile.Open(file.Bytes, DamagePolicy.Silence, wholeWalkBytes: 0))
        {
            var truth = new FieldTruth(each, large, 0);
            truth.AssertRead(DamagePolicy.Silence);
            FieldTests.AssertReadable(large);
            truth.AssertTold(DamagePolicy.Silence);
        }
        FlacWays ways = FlacWays.ReadAll(file.Bytes);
        Assert.Equal(file.Frames, ways.Info.Frames);
        Assert.Equal(file.Lost, ways.Damage.Select(lost => new FrameRange(lost.StartFrame, lost.StartFrame + lost.FrameCount)));
        for (int i = 0; i < ways.Samples.Count; i++) Assert.Equal(file.Value(i), ways.Samples[i]);
    }

    private static void Grow(FieldCase each, Random random)
    {
        byte[] bytes = each.File.Bytes;
        AudioLoaderOptions options = each.Options with { OnDamage = DamagePolicy.Silence };
        using var folder = new TemporaryFolder();
        int length = random.Next(bytes.Length / 20, bytes.Length), step = (bytes.Length / 8) + 1;
        string path = folder.Write(each.FileName, bytes[..length]);
        AudioSource? opened = null;
        while (opened is null)
        {
            try
            {
                opened = AudioLoader.OpenSource(path, options);
            }
            catch (AudioFormatException) when (length < bytes.Length)
            {
                Append(); // Not a recording yet.
            }
        }
        using AudioSource source = opened;
        while (length < bytes.Length)
        {
            int[] before = ReadBeginning(source);
            // What is told of a part is no promise of the whole.
            FieldTests.AssertReadable(source);
            Append();
            try
            {
                source.Refresh();
            }
            catch (AudioFormatException fault) when (each.MayChangeWhileItGrows)
            {
                Assert.Equal(AudioFormatErrorKind.Changed, fault.Kind);
                Assert.Equal(before, ReadBeginning(source));
                return;
            }
            int[] after = ReadBeginning(source);
            // What was lost may be found.
            for (int i = 0; i < Math.Min(before.Length - each.ProvisionalFrames, after.Length); i++)
                Assert.True(before[i] == 0 || before[i] == after[i], $"value {i} was {before[i]} and is {after[i]} at byte {length}");
        }
        using AudioSource anew = AudioLoader.OpenSource(path, options);
        Assert.Equal(anew.Info, source.Info);
        var truth = new FieldTruth(each, source, 0);
        truth.AssertRead(DamagePolicy.Silence);
        FieldTests.AssertDescribed(each, source, FieldWay.Growing);
        truth.AssertTold(DamagePolicy.Silence, DiagnosticKind.Changed);
        each.Also?.Invoke(source);

        void Append()
        {
            int to = Math.Min(bytes.Length, length + random.Next(1, step));
            using (var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) stream.Write(bytes, length, to - length);
            length = to;
        }
    }

    private static int[] ReadBeginning(AudioSource source)
    {
        int[] samples = new int[Math.Min(source.Frames, 100_000) * source.Info.Channels];
        source.Read(0, samples.AsSpan());
        return samples;
    }
}
