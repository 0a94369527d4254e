namespace AudioIO.Tests.MetadataReading;

public sealed class FlacBlockTests
{
    private static DescribedFile Flac() => new("FLAC");

    [Fact]
    public void Comments_keep_their_order_and_repetitions()
    {
        Metadata metadata = Flac().Add("VORBIS_COMMENT", Samples.VorbisComment()).ReadClean().Metadata;
        Assert.Equal("Nachtigall", metadata["VORBIS.TITLE"]);
        Assert.Equal(["first", "second = third"], metadata.GetAll("Artist"));
        Assert.Equal("reference libFLAC", metadata["VendorString"]);
    }

    [Fact]
    public void A_lying_count_and_a_lying_length_keep_what_is_there()
    {
        byte[] count = new ChunkWriter().Counted("v").UInt32(uint.MaxValue).Counted("A=1").ToArray();
        Assert.Equal("1", Flac().Add("VORBIS_COMMENT", count).ReadReporting("expected 4294967295 comments, found 1").Metadata["A"]);
        byte[] length = new ChunkWriter().Counted("v").UInt32(2).Counted("A=1").UInt32(uint.MaxValue).Text("B=2").ToArray();
        Assert.Equal("1", Flac().Add("VORBIS_COMMENT", length).ReadReporting("expected 2 comments, found 1").Metadata["A"]);
    }

    [Fact]
    public void A_comment_without_a_name_is_reported()
    {
        byte[] block = new ChunkWriter().Counted("v").UInt32(3).Counted("nameless").Counted("=x").Counted("A=1").ToArray();
        DescribedFile file = Flac().Add("VORBIS_COMMENT", block);
        Assert.Equal("1", file.Read().Metadata["A"]);
        Assert.Equal(2, file.Diagnostics.Count);
    }

    [Fact]
    public void Tracks_of_a_cue_sheet_are_markers_from_their_index_01_to_the_next_track()
    {
        var file = Flac().Add("CUESHEET", Samples.CueSheetBlock());
        Assert.Equal([Expected.Marker(0, 5880, "Track 1", "DEABC2000001"), Expected.Marker(6468, 5292, "Track 2", "")],
            file.ReadClean().Markers);
        Metadata metadata = file.Read().Metadata;
        Assert.Equal(("1234567890123", "88200", "DEABC2000001"), (metadata["CatalogNumber"], metadata["LeadIn"], metadata["Track1.ISRC"]));
        Assert.True(metadata.TryGetBoolean("IsCompactDisc", out bool isDisc) && isDisc);
    }

    [Fact]
    public void A_cue_sheet_that_ends_early_or_points_beyond_all_files_keeps_its_sound_tracks()
    {
        byte[] sheet = Samples.CueSheetBlock();
        var cut = Flac().Add("CUESHEET", sheet.AsSpan(0, sheet.Length - 10));
        Assert.Equal(2, cut.ReadReporting("expected 3 tracks, found 2").Markers.Count);
        sheet[396] = 0xFF;
        Assert.Equal(6468, Assert.Single(Flac().Add("CUESHEET", sheet).ReadReporting("below frame 2^63").Markers).StartFrame);
    }

    [Fact]
    public void Pictures_give_type_and_size_without_being_read()
    {
        // 100 MB that do not exist: the head is all that is needed.
        byte[] large = new ChunkWriter(isBigEndian: true).UInt32(4).Counted("image/jpeg").Counted("").UInt32(1, 2, 24, 0, 100_000_000)
            .Zeros(70_000).ToArray();
        Metadata metadata = Flac().Add("PICTURE", Samples.Picture()).Add("PICTURE", large).ReadClean().Metadata;
        Assert.Equal(("3", "image/png", "cover"), (metadata["PICTURE.Type"], metadata["MediaType"], metadata["PICTURE.Description"]));
        Assert.Equal(("600 px", "400 px", "5 bytes"), (metadata["PICTURE.Width"], metadata["PICTURE.Height"], metadata["PICTURE.Size"]));
        Assert.Equal(("4", "100000000 bytes"), (metadata["PICTURE2.Type"], metadata["PICTURE2.Size"]));
    }

    [Fact]
    public void A_picture_whose_lengths_lie_is_reported()
    {
        byte[] picture = new ChunkWriter(isBigEndian: true).UInt32(3, uint.MaxValue).Zeros(100).ToArray();
        Assert.Empty(Flac().Add("PICTURE", picture).ReadReporting("PICTURE at byte 4").Metadata.Sections);
    }

    [Fact]
    public void Foreign_metadata_is_read_like_the_chunks_of_a_WAV_file()
    {
        byte[] riff = new ChunkWriter().Text("riffRIFF").UInt32(uint.MaxValue).Text("WAVE").ToArray();
        byte[] data = new ChunkWriter().Text("riffdata").UInt32(uint.MaxValue).ToArray();
        byte[] guano = new ChunkWriter().Text("riff").Child("guan", Samples.GuanoText).ToArray();
        byte[] cue = new ChunkWriter().Text("riff").Child("cue ", Samples.Cue()).ToArray();
        DescribedFile file = Flac();
        foreach (byte[] block in (byte[][])[riff, Samples.Foreign(), data, guano, cue]) file.Add("APPLICATION", block);
        MetadataResult result = file.ReadClean();
        Assert.Equal(("Nachtigall", "80"), (result.Metadata["INFO.Title"], result.Metadata["PET.Gain"]));
        Assert.Equal([1000L, 2000L, 3000L], result.Markers.Select(marker => marker.StartFrame));
        Assert.Equal("GUANO", result.StartTime!.Origin);
    }

    [Fact]
    public void Other_applications_are_named_by_their_id()
    {
        Metadata metadata = Flac().Add("APPLICATION", "Abcd....").Add("APPLICATION", [1, 2, 3, 255, 9]).ReadClean().Metadata;
        Assert.Equal(["Abcd", "010203FF"], metadata.GetAll("APPLICATION.Id"));
        Flac().Add("APPLICATION", "abc").ReadReporting("expected an id of 4 bytes");
        Flac().Add("APPLICATION", "riffLIST").ReadReporting("expected the header of a RIFF chunk");
    }

    [Fact]
    public void A_foreign_chunk_longer_than_its_block_is_cut_and_reported()
    {
        byte[] block = Samples.Foreign();
        block[9] = 0x7F;
        Assert.Equal("Nachtigall", Flac().Add("APPLICATION", block).ReadReporting("Chunk LIST at byte 16").Metadata["Title"]);
    }
}
