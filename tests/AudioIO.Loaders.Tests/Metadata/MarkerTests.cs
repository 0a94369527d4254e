namespace AudioIO.Tests.MetadataReading;

public sealed class MarkerTests
{
    private static byte[] Points(params (uint Id, uint Position, uint Offset)[] points)
    {
        ChunkWriter chunk = new ChunkWriter().UInt32((uint)points.Length);
        foreach ((uint id, uint position, uint offset) in points) chunk.UInt32(id, position).Text("data").UInt32(0, 0, offset);
        return chunk.ToArray();
    }

    private static ReadOnlySpan<byte> Labels(params (uint Id, string Text)[] labels)
    {
        ChunkWriter list = new ChunkWriter().Text("adtl");
        foreach ((uint id, string text) in labels) list.Child("labl", new ChunkWriter().UInt32(id).Text(text + "\0").ToArray());
        return list.ToArray();
    }

    [Fact]
    public void Points_labels_notes_and_lengths_are_joined_and_sorted_by_position()
    {
        var file = new DescribedFile().Add("cue ", Samples.Cue()).Add("plst", Samples.Playlist()).Add("LIST", Samples.Adtl());
        // Point 2 takes its length from ltxt, point 3 from the playlist.
        Assert.Equal(
            [Expected.Marker(1000, 500, "", "call"), Expected.Marker(2000, 222, "", ""), Expected.Marker(3000, 0, "owl", "far away")],
            file.ReadClean().Markers);
    }

    [Fact]
    public void Labels_may_come_before_their_points()
    {
        var file = new DescribedFile().Add("LIST", Samples.Adtl()).Add("plst", Samples.Playlist()).Add("cue ", Samples.Cue());
        Assert.Equal(["", "", "owl"], file.ReadClean().Markers.Select(marker => marker.Label));
    }

    [Fact]
    public void The_offset_within_the_data_counts_before_the_position_in_the_play_order()
    {
        var file = new DescribedFile().Add("cue ", Points((1, 0, 700), (2, 800, 0), (3, 5, 900)));
        Assert.Equal([700L, 800L, 900L], file.Read().Markers.Select(marker => marker.StartFrame));
        Assert.Equal(DiagnosticKind.Contradiction, Assert.Single(file.Diagnostics).Kind);
    }

    [Fact]
    public void Within_a_block_of_compressed_data_the_position_counts()
    {
        byte[] cue = new ChunkWriter().UInt32(1).UInt32(1, 5000).Text("data").UInt32(0, 1024, 12).ToArray();
        Assert.Equal(5000, Assert.Single(new DescribedFile().Add("cue ", cue).ReadClean().Markers).StartFrame);
    }

    [Fact]
    public void Positions_use_all_32_bits()
    {
        var file = new DescribedFile { Frames = 1L << 40 }.Add("cue ", Points((1, 0, uint.MaxValue)));
        Assert.Equal(uint.MaxValue, Assert.Single(file.ReadClean().Markers).StartFrame);
    }

    [Fact]
    public void No_points_are_fine() => Assert.Empty(new DescribedFile().Add("cue ", Points()).ReadClean().Markers);

    [Fact]
    public void More_points_announced_than_present_are_reported()
    {
        byte[] cue = Points((1, 10, 10), (2, 20, 20));
        cue[0] = 200;
        Assert.Equal(2, new DescribedFile().Add("cue ", cue).ReadReporting("expected 200 entries, found 2").Markers.Count);
    }

    [Fact]
    public void Equal_positions_keep_the_order_of_the_file()
    {
        byte[] cue = Points([.. Enumerable.Range(0, 100).Select(i => ((uint)i, (uint)(i % 3), 0u))]);
        (uint, string)[] labels = [.. Enumerable.Range(0, 100).Select(i => ((uint)i, i.ToString("000", null)))];
        IReadOnlyList<Marker> markers = new DescribedFile().Add("cue ", cue).Add("LIST", Labels(labels)).ReadClean().Markers;
        Assert.Equal(markers.OrderBy(marker => marker.StartFrame).ThenBy(marker => marker.Label, StringComparer.Ordinal), markers);
    }

    [Fact]
    public void Where_ids_repeat_the_labels_follow_in_order()
    {
        byte[] cue = Points((0, 10, 10), (0, 20, 20), (0, 30, 30));
        var file = new DescribedFile().Add("cue ", cue).Add("LIST", Labels((0, "a"), (0, "b")));
        Assert.Equal(["a", "b", ""], file.ReadClean().Markers.Select(marker => marker.Label));
    }

    [Fact]
    public void Further_labels_of_one_point_become_text()
    {
        var file = new DescribedFile().Add("cue ", Points((7, 10, 10))).Add("LIST", Labels((7, "a"), (7, "b"), (7, "b")));
        Marker marker = Assert.Single(file.ReadClean().Markers);
        Assert.Equal(("a", "b"), (marker.Label, marker.Text));
    }

    [Fact]
    public void Labels_without_a_point_are_reported() =>
        Assert.Empty(new DescribedFile().Add("LIST", Labels((1, "a"))).ReadReporting("found 1 other ids").Markers);

    [Fact]
    public void Markers_beyond_the_end_are_kept_and_reported()
    {
        var file = new DescribedFile { Frames = 15 }.Add("cue ", Points((1, 10, 10), (2, 20, 20)));
        Assert.Equal([10L, 20L], file.ReadReporting("within 15 frames, found 1").Markers.Select(marker => marker.StartFrame));
    }

    [Fact]
    public void Loops_of_a_sampler_are_markers_with_length()
    {
        var file = new DescribedFile().Add("smpl", Samples.Sampler());
        Assert.Equal(Expected.Marker(100, 100, "Loop", ""), Assert.Single(file.ReadClean().Markers));
        Assert.Equal(("60", "20833 ns"), (file.Read().Metadata["SMPL.MIDIUnityNote"], file.Read().Metadata["SamplePeriod"]));
    }

    [Fact]
    public void A_loop_that_ends_before_it_begins_is_reported()
    {
        byte[] chunk = new ChunkWriter().UInt32(0, 0, 0, 0, 0, 0, 0, 1, 0).UInt32(9, 0, 200, 100, 0, 0).ToArray();
        Assert.Empty(new DescribedFile().Add("smpl", chunk).ReadReporting("ends after frame 200, found 100").Markers);
    }

    [Fact]
    public void Big_endian_points_are_read_in_RIFX()
    {
        byte[] cue = new ChunkWriter(isBigEndian: true).UInt32(1).UInt32(1, 0).Text("data").UInt32(0, 0, 1234).ToArray();
        byte[] range = new ChunkWriter(isBigEndian: true).UInt32(1, 99).Zeros(12).ToArray();
        byte[] list = new ChunkWriter(isBigEndian: true).Text("adtl").Child("ltxt", range).ToArray();
        var file = new DescribedFile("RIFX").Add("cue ", cue).Add("LIST", list);
        Assert.Equal(Expected.Marker(1234, 99, "", ""), Assert.Single(file.ReadClean().Markers));
    }

    [Fact]
    public void Many_points_and_loops_under_one_id_do_not_multiply_their_labels()
    {
        const int Count = 50_000;
        ChunkWriter loops = new ChunkWriter().UInt32(0, 0, 0, 0, 0, 0, 0, Count, 0);
        for (uint i = 0; i < Count; i++) loops.UInt32(0, 0, i, i, 0, 0);
        (uint, string)[] labels = [.. Enumerable.Range(0, Count).Select(i => (0u, "label"))];
        var file = new DescribedFile().Add("smpl", loops.ToArray()).Add("LIST", Labels(labels));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Count, file.ReadClean().Markers.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Fact]
    public void Markers_with_64_bit_offsets_have_labels_of_their_own_or_in_adtl()
    {
        var file = new DescribedFile("RF64") { Frames = 1L << 33 }.Add("r64m", Samples.Markers64()).Add("LIST", Samples.Adtl());
        Assert.Equal([Expected.Marker(1000, 0, "owl", "far away"), Expected.Marker(3000, 0, "Käuzchen", ""),
            Expected.Marker((1L << 32) + 7, 0, "far", "")], file.Read().Markers);
    }

    [Fact]
    public void A_marker_with_an_offset_beyond_all_frames_and_a_cut_entry_are_reported()
    {
        byte[] beyond = new ChunkWriter().Marker64(1, -1, "", 0).ToArray();
        Assert.Empty(new DescribedFile().Add("r64m", beyond).ReadReporting("expected markers below frame 2^63, found 1").Markers);
        byte[] cut = new ChunkWriter().Marker64(1, 5, "a", 0).Zeros(319).ToArray();
        Assert.Single(new DescribedFile().Add("r64m", cut).ReadReporting("found 319 bytes behind them").Markers);
    }
}
