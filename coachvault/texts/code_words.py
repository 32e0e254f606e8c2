"""The neutral words that stand for clients and sponsors, as `heron`.

What lives here: words that a client may see on paper and think nothing of. What must not: first names, and words that
describe, praise or hurt a person, in English, German, French or Spanish (French `serin` is a canary and a simpleton).
All differ in their first four letters, so that four typed letters are enough.
"""

from __future__ import annotations

_BIRDS = """
    avocet bluebird chaffinch curlew dunlin egret eider fieldfare firecrest flamingo garganey goldcrest grebe
    guillemot hawfinch heron ibis kestrel kittiwake lapwing linnet mallard merganser nightjar oriole osprey ouzel
    partridge pelican petrel pipit ptarmigan redstart sandpiper scoter shelduck siskin smew spoonbill starling sunbird
    tanager teal tern toucan turaco turnstone vireo warbler wren
"""

_OTHER_ANIMALS = """
    antelope cicada dolphin ermine grayling ibex impala koala lemur lynx narwhal nautilus okapi oryx otter salmon
    scallop zebra
"""

_TREES = """
    acacia argan balsa banyan baobab barberry birch carob catalpa cedar eucalypt ginkgo hawthorn hickory jacaranda
    kapok larch linden mangrove maple mulberry poplar quince rosewood sequoia spruce sycamore tamarack teak tupelo
"""

_FLOWERS_AND_HERBS = """
    anemone arnica aster begonia bilberry borage bracken calendula cardamom chamomile chervil chive clover comfrey
    coriander crocus damson fennel flax freesia gentian gorse harebell jonquil jute lilac marigold marjoram mint moss
    oregano parsley peony pepper samphire sedge sisal snowdrop sorrel speedwell spelt sunflower tarragon thyme trefoil
    tulip verbena wheat woodruff yarrow zinnia
"""

_STONES = """
    andesite azurite basalt calcite chalk citrine cobalt cobble diorite dolomite feldspar fluorite gabbro garnet
    granite lapis limestone loam malachite marl moonstone obsidian olivine onyx pebble peridot pumice quartz rhyolite
    shale slate soapstone topaz turquoise zinc
"""

_LAND_AND_WATER = """
    arbor atoll bight canyon cascade cove delta drumlin dune esker estuary fjord garden glade grove harbour headland
    inlet island isthmus lagoon lake mesa meadow oasis orchard prairie ravine ridge spring steppe stream summit taiga
    tarn terrace tundra valley
"""

_SKY = """
    breeze cirrus comet cygnus equinox horizon meteor nimbus orbit polaris pulsar quasar rigel solstice sunrise zenith
    zephyr
"""

_CRAFT_AND_HOUSE = """
    abacus almanac aqueduct atlas atrium beacon bridge calico candle canoe cashmere compass corduroy crayon cupola
    cushion damask denim domino folio gable gazebo indigo kayak lantern lattice lintel loom magenta merino mohair
    mosaic ochre organza origami palette pastel pavilion pennant pergola pewter portico quill rafter ribbon rudder
    russet saucer schooner sepia shuttle sloop spindle tandem tartan teapot thimble toboggan trellis tweed umber
    velvet veranda viaduct window
"""

_MUSIC = """
    ballad bolero cello chime chord clarinet cornet guitar lute madrigal mandolin mazurka minuet nocturne oboe octave
    prelude rondo serenade sonata tempo timpani treble violin waltz
"""

_ALL = (_BIRDS, _OTHER_ANIMALS, _TREES, _FLOWERS_AND_HERBS, _STONES, _LAND_AND_WATER, _SKY, _CRAFT_AND_HOUSE, _MUSIC)

CODE_WORDS = tuple(sorted(" ".join(_ALL).split()))
"""Every word that is offered, in alphabetical order."""
