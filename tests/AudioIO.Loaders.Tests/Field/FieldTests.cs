namespace AudioIO.Tests.Field;

/// <summary>Every row of what the field leaves, in every way that applies to it.</summary>
public sealed class FieldTests
{
    public static TheoryData<string, string> By(string way) => FieldRows.By(Enum.Parse<FieldWay>(way));

    [Fact]
    public void No_row_is_named_twice_and_none_that_was_known_is_missing()
    {
        Assert.Equal(FieldRows.All.Count, FieldRows.All.Select(row => row.Name).Distinct().Count());
        foreach ((FieldSection section, int known) in FieldRows.Known)
            Assert.True(FieldRows.All.Count(row => row.Section == section) >= known, $"{section}");
        foreach (FieldRow row in FieldRows.All)
        {
            Assert.NotEmpty(row.Cases);
            Assert.Equal(row.Cases.Length, row.Cases.Select(each => each.Variant).Distinct().Count());
        }
    }

    [Fact]
    public void Every_row_is_held_in_some_way_and_what_it_is_spared_has_a_reason()
    {
        foreach (FieldCase each in FieldRows.All.SelectMany(row => row.Cases))
        {
            if (each.Fails is not null) continue;
            string?[] reasons = [.. Enum.GetValues<FieldWay>().Select(each.WhyNot)];
            Assert.All(reasons.OfType<string>(), reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
            Assert.True(reasons.Count(reason => reason is null) >= 3, each.Variant);
        }
    }

    [Fact]
    public void What_is_said_to_fail_does_so_still()
    {
        foreach (FieldCase each in FieldRows.All.SelectMany(row => row.Cases).Where(each => each.Fails is not null))
        {
            using AudioSource source = AudioLoader.OpenSource(each.AsStream(), each.Options with { OnDamage = DamagePolicy.Silence });
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => new FieldTruth(each, source, 0).AssertRead(DamagePolicy.Silence));
        }
    }

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.Path))]
    public void Opened_by_path(string row, string variant) => AssertOpened(row, variant, FieldWay.Path);

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.Stream))]
    public void Opened_as_a_stream(string row, string variant) => AssertOpened(row, variant, FieldWay.Stream);

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.ShortReads))]
    public void Opened_through_bytes_that_come_a_few_at_a_time(string row, string variant) => AssertOpened(row, variant, FieldWay.ShortReads);

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.Join))]
    public void The_middle_one_of_three_files(string row, string variant) => AssertOpened(row, variant, FieldWay.Join);

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.Index))]
    public void Opened_again_from_an_index(string row, string variant) => AssertOpened(row, variant, FieldWay.Index);

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.Blocks))]
    public void Read_in_blocks_of_any_size_on_any_number_of_threads(string row, string variant)
    {
        FieldCase each = FieldRows.Find(row, variant);
        foreach (DamagePolicy policy in Enum.GetValues<DamagePolicy>())
        {
            foreach ((int size, int threads, bool isBackward) in ((int, int, bool)[])
                [(1, 1, false), (1, 1, true), (97, 1, false), (97, 1, true), (4099, 2, true), (int.MaxValue, 2, false)])
            {
                var options = each.Options with { OnDamage = policy, MaxDecodingThreads = threads };
                using AudioSource source = AudioLoader.OpenSource(each.AsStream(), options);
                new FieldTruth(each, source, 0).AssertBlocks(size, isBackward, policy);
            }
        }
    }

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.PcmStream))]
    public void Read_as_a_stream_of_PCM(string row, string variant)
    {
        FieldCase each = FieldRows.Find(row, variant);
        // Few bytes at a time, unless every few of them throw.
        foreach (int size in each.File.Lost.Count > 200 ? (int[])[6000] : [7, 6000])
        {
            using AudioSource source = AudioLoader.OpenSource(each.AsStream(), each.Options);
            new FieldTruth(each, source, 0).AssertPcm(size);
        }
    }

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.Identify))]
    public void Identified(string row, string variant)
    {
        FieldCase each = FieldRows.Find(row, variant);
        using var place = new FieldPlace(each);
        if (each.Refusal is not null)
        {
            AssertRefused(each, FieldWay.Stream, () => AudioLoader.Identify(each.AsStream(), each.Options));
            if (each.WhyNot(FieldWay.Path) is null) AssertRefused(each, FieldWay.Path, () => AudioLoader.Identify(place.Path, each.Options));
            return;
        }
        using AudioSource source = AudioLoader.OpenSource(each.AsStream(), each.Options);
        using Stream stream = each.AsStream();
        Assert.Equal(source.Info, AudioLoader.Identify(stream, each.Options));
        Assert.True(stream.CanRead);
        if (each.WhyNot(FieldWay.Path) is null) Assert.Equal(source.Info, AudioLoader.Identify(place.Path, each.Options));
    }

    [Theory]
    [MemberData(nameof(By), nameof(FieldWay.Cost))]
    public void Opened_for_what_it_may_cost(string row, string variant)
    {
        FieldCase each = FieldRows.Find(row, variant);
        byte[] content = each.File.Bytes;
        long before = GC.GetAllocatedBytesForCurrentThread();
        using var bytes = new CountingBytes(content);
        using AudioSource source = AudioLoader.OpenSource(bytes, each.Options with { MaxDecodingThreads = 1 });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, each.Cost!.BytesAllocated);
        Assert.InRange(bytes.BytesRead, 0, each.Cost.BytesRead);
        Assert.Equal(each.File.Frames, source.Frames);
    }

    private static void AssertOpened(string row, string variant, FieldWay way)
    {
        FieldCase each = FieldRows.Find(row, variant);
        using var place = new FieldPlace(each);
        if (each.Refusal is not null)
        {
            AssertRefused(each, way, () => place.Open(way, each.Options));
            if (way == FieldWay.Join) AssertLeftOut(each, place);
            return;
        }
        foreach (DamagePolicy policy in Enum.GetValues<DamagePolicy>())
        {
            using AudioSource source = place.Open(way, each.Options with { OnDamage = policy });
            var joined = source as ConcatenatedSource;
            long offset = joined?.Files.Count > 1 ? FieldPlace.Before : 0;
            Assert.Equal(each.File.Frames + (2 * offset), source.Frames);
            var truth = new FieldTruth(each, source, offset);
            // What is told is told once, however often it is met.
            for (int round = 0; round < 2; round++)
            {
                truth.AssertRead(policy);
                AssertDescribed(each, source, way);
                DiagnosticKind[] others = way == FieldWay.Join ? [DiagnosticKind.Join] : way == FieldWay.Index ? [DiagnosticKind.Join, DiagnosticKind.Changed] : [];
                truth.AssertTold(policy, others);
            }
            if (offset == 0) each.Also?.Invoke(source);
            if (way == FieldWay.Index) Assert.Contains(source.Diagnostics, entry => entry.Kind == DiagnosticKind.Changed && entry.Path == place.Path);
        }
    }

    internal static void AssertDescribed(FieldCase each, AudioSource source, FieldWay way)
    {
        StartTime? start = source.StartTime;
        Metadata metadata = source.Metadata;
        if (way is FieldWay.Join or FieldWay.Index)
        {
            RecordingFile file = ((ConcatenatedSource)source).Files[1];
            (start, metadata) = (file.StartTime, file.Metadata);
        }
        // The name of a file tells a time; a stream has none.
        bool isNamed = way != FieldWay.Stream || each.Start?.Origin != StartTimeOrigin.FileName;
        if (isNamed) Assert.Equal(each.Start, start is null ? null : (start.ToString(), start.Origin));
        else Assert.Null(start);
        foreach ((string key, string value) in each.Texts) Assert.Equal(value, metadata[key]);
    }

    /// <summary>Whatever the file says beside its samples can be asked for, and is read again when it has grown.</summary>
    internal static void AssertReadable(AudioSource source) => Assert.NotNull((source.Metadata, source.StartTime, source.Markers, source.ContinuousRanges).Metadata);

    private static void AssertRefused(FieldCase each, FieldWay way, Action open)
    {
        FieldRefusal expected = each.Refusal!;
        bool isStream = way == FieldWay.Stream;
        Exception refusal = Assert.Throws((isStream ? expected.ExceptionOfStream : null) ?? expected.Exception, open);
        Assert.Contains((isStream ? expected.WordsWithoutName : null) ?? expected.Words, refusal.Message, StringComparison.Ordinal);
        AssertQuotesLittle(each, refusal.Message);
    }

    private static void AssertLeftOut(FieldCase each, FieldPlace place)
    {
        using ConcatenatedSource source = place.Join(each.Options with { OnJoin = JoinPolicy.Force });
        Exception reason = Assert.Single(source.LeftOut).Reason;
        Assert.Contains(each.Refusal!.Words, reason.Message, StringComparison.Ordinal);
        Assert.Equal(2 * FieldPlace.Before, source.Frames);
        source.ReadAll<short>();
    }

    /// <summary>Who reports a fault does not want to tell what is in the file.</summary>
    private static void AssertQuotesLittle(FieldCase each, string message)
    {
        byte[] bytes = each.File.Bytes;
        for (int at = 0; at + 5 <= Math.Min(bytes.Length, 200); at++)
        {
            string quoted = System.Text.Encoding.Latin1.GetString(bytes, at, 5);
            if (quoted.All(char.IsAsciiLetter)) Assert.DoesNotContain(quoted, message, StringComparison.Ordinal);
        }
    }
}
