using System.Text;

namespace AudioIO.Tests.MetadataReading;

public sealed class IXmlTests
{
    private static Metadata Read(string xml) => new DescribedFile().Add("iXML", xml).ReadClean().Metadata;

    [Fact]
    public void Indented_and_compact_documents_give_the_same_tree()
    {
        string compact = string.Concat(Samples.IXmlText.Split('\n').Select(line => line.Trim()));
        Assert.Equal(Read(Samples.IXmlText).ToString(), Read(compact).ToString());
        Metadata metadata = Read(compact);
        Assert.Equal("Nachtigallen & Wölfe", metadata["IXML.PROJECT"]);
        Assert.Equal("48000", metadata["IXML.SPEED.TIMESTAMP_SAMPLE_RATE"]);
        Assert.Equal("2", metadata["TRACK_COUNT"]);
    }

    [Fact]
    public void Repeated_elements_are_numbered()
    {
        Metadata metadata = Read(Samples.IXmlText);
        Assert.Equal("left", metadata["IXML.TRACK_LIST.TRACK1.NAME"]);
        Assert.Equal("right", metadata["TRACK2.NAME"]);
        Assert.Equal(["left", "right"], metadata.GetAll("NAME"));
    }

    [Fact]
    public void Attributes_mixed_text_CDATA_and_an_unknown_root_are_kept()
    {
        Metadata metadata = Read("<ROOT v='2'>text<A unit='dB'><![CDATA[<3>]]></A></ROOT>");
        Assert.Equal("2", metadata["ROOT@v"]);
        Assert.Equal("text", metadata["IXML.ROOT"]);
        Assert.Equal("<3>", metadata["IXML.ROOT.A"]);
        Assert.Equal("dB", metadata["A@unit"]);
    }

    [Fact]
    public void Padding_a_byte_order_mark_and_a_wrong_declaration_do_no_harm()
    {
        Assert.Equal("1", Read("\uFEFF  <?xml version='1.0' encoding='UTF-16'?><BWFXML><A>1</A></BWFXML>\n\0\0\0")["A"]);
        byte[] latin = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='UTF-8'?><BWFXML><A>Wölfe</A></BWFXML>");
        Assert.Equal("Wölfe", new DescribedFile().Add("iXML", latin).ReadClean().Metadata["A"]);
        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<BWFXML><A>Wölfe</A></BWFXML>")];
        Assert.Equal("Wölfe", new DescribedFile().Add("iXML", wide).ReadClean().Metadata["A"]);
    }

    [Theory]
    [InlineData("<BWFXML><A>1</A><B>2")]
    [InlineData("<BWFXML><A>1</A><B></BWFXML>")]
    [InlineData("<BWFXML><A>1</A></BWFXML>garbage")]
    [InlineData("<BWFXML><A>1</A>&undefined;</BWFXML>")]
    public void What_stands_before_a_fault_is_kept(string xml)
    {
        var file = new DescribedFile().Add("iXML", xml);
        Assert.Equal("1", file.ReadReporting("expected well-formed XML").Metadata["IXML.A"]);
        Assert.Equal(4, file.Diagnostics[0].Position);
    }

    [Fact]
    public void Entities_are_refused_before_they_grow()
    {
        var bomb = new StringBuilder("<!DOCTYPE b [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) bomb.Append($"<!ENTITY a{i} '&a{i - 1};&a{i - 1};'>");
        bomb.Append("]><BWFXML><A>&a29;</A></BWFXML>");
        new DescribedFile().Add("iXML", bomb.ToString()).ReadReporting("DTD");
        new DescribedFile().Add("iXML", "<!DOCTYPE b SYSTEM 'file:///etc/passwd'><BWFXML/>").ReadReporting("DTD");
    }

    [Fact]
    public void The_entities_of_XML_itself_are_no_entities_to_limit() =>
        Assert.Equal(new string('&', 1000), Read("<BWFXML><A>" + string.Concat(Enumerable.Repeat("&amp;", 1000)) + "</A></BWFXML>")["A"]);

    [Fact]
    public void Deep_nesting_ends_at_the_limit()
    {
        string deep = "<BWFXML><X>kept</X>" + string.Concat(Enumerable.Repeat("<A>", 100_000));
        Assert.Equal("kept", new DescribedFile().Add("iXML", deep).ReadReporting("64 deep, found more").Metadata["X"]);
    }

    [Fact]
    public void Very_many_elements_and_attributes_end_at_the_limit()
    {
        string many = "<BWFXML><X>kept</X>" + string.Concat(Enumerable.Repeat("<A/>", 100_000)) + "</BWFXML>";
        Assert.Equal("kept", new DescribedFile().Add("iXML", many).ReadReporting("at most 65536 elements").Metadata["X"]);
        string attributes = "<BWFXML " + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"a{i}='1' ")) + "/>";
        Assert.Equal("1", Read(attributes)["BWFXML@a39999"]);
    }

    [Fact]
    public void Documents_beyond_the_limit_are_reported_unread()
    {
        string half = "<BWFXML><A>" + new string('x', ChunkLoader.MaxXmlBytes / 2) + "</A></BWFXML>";
        MetadataResult result = new DescribedFile().Add("iXML", half).Add("iXML", half).ReadReporting("it is not read");
        Assert.Single(result.Metadata.GetAll("A"));
    }

    [Fact]
    public void A_huge_attribute_is_a_value_like_any_other() =>
        Assert.Equal(400_000, Read($"<BWFXML><A b='{new string('x', 400_000)}'>1</A></BWFXML>")["A@b"]!.Length);
}
